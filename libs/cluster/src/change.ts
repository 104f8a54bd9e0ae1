import type { TenantId } from '@rto/kernel';

/** Kinds of changes that processes tell each other about, so that none goes on with what is no longer so. */
const CHANGE_KINDS = [
  /** Settings, state, problems or bot of a tenant. */
  'tenant',
  /** REGOS says that goods, prices or stocks changed: a catalogue that is held is an old one. */
  'catalogueTouched',
  /** A newer catalogue lies in the key-value store. */
  'catalogueRead',
  /** Rows that are younger than the catalogue lie beside it in the key-value store. */
  'cataloguePatched',
  /** Address or secret of a bot's webhook. */
  'botSetup',
  /** A person is forgotten: nobody goes on remembering them. */
  'personForgotten',
] as const;
type ChangeKind = (typeof CHANGE_KINDS)[number];

export interface Announcement {
  readonly kind: ChangeKind;
  readonly tenantId: TenantId;
}

interface AnnouncedChange extends Announcement {
  /** Announced by this process, which may have acted on it by itself. */
  readonly isOwn: boolean;
}

/** `everything`: announcements may have been missed, whatever is remembered may be wrong. */
export type Change = AnnouncedChange | { readonly kind: 'everything' };

/** Ids only: every session of the database may listen. */
export function encodeChange({ kind, tenantId }: Announcement, origin: string): string {
  return JSON.stringify({ kind, tenantId, origin });
}

/** @returns undefined for what a newer version of this service says and this one does not know */
export function decodeChange(payload: string, origin: string): AnnouncedChange | undefined {
  const { kind: name, tenantId, origin: speaker } = parse(payload);
  const kind = CHANGE_KINDS.find((known) => known === name);
  if (kind === undefined || typeof tenantId !== 'string') return undefined;
  return { kind, tenantId, isOwn: speaker === origin };
}

function parse(payload: string): { kind?: unknown; tenantId?: unknown; origin?: unknown } {
  try {
    const value: unknown = JSON.parse(payload);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
