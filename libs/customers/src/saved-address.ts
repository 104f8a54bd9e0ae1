import type { MapPoint } from '@rto/settings';

/** Most that one person keeps in one shop. */
export const MAX_ADDRESSES = 5;
export const MAX_ADDRESS_NAME_LENGTH = 30;

/** A place that a person has named to be found again. */
export interface SavedAddress {
  /** Counts up within the person: a button of one that is gone never means another. */
  readonly id: number;
  readonly name: string;
  readonly address?: string;
  readonly location?: MapPoint;
}

/** The list with one more; one of the same name is replaced. @returns undefined when there is no room */
export function withAddress(
  saved: readonly SavedAddress[],
  { name, address, location }: Omit<SavedAddress, 'id'>,
): readonly SavedAddress[] | undefined {
  const others = saved.filter((known) => known.name !== name);
  if (others.length >= MAX_ADDRESSES) return undefined;
  const id = Math.max(0, ...saved.map((known) => known.id)) + 1;
  return [
    ...others,
    { id, name, ...(address !== undefined && { address }), ...(location !== undefined && { location }) },
  ];
}

/** Whether the person has saved this very place. */
export function isSaved(
  saved: readonly SavedAddress[],
  { address, location }: Pick<SavedAddress, 'address' | 'location'>,
): boolean {
  return saved.some(
    (known) =>
      known.address === address &&
      known.location?.latitude === location?.latitude &&
      known.location?.longitude === location?.longitude,
  );
}
