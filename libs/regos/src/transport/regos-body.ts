/** What REGOS may be sent: never `null` (docs/regos.md 1); a member that is undefined is left out. */
export type RegosBody = string | number | boolean | readonly RegosBody[] | RegosObject;

export interface RegosObject {
  readonly [member: string]: RegosBody | undefined;
}
