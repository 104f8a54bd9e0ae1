import type { GeoPoint } from './wire';

export interface PersonProfile {
  readonly id: number;
  readonly firstName: string;
  readonly lastName?: string;
  readonly username?: string;
  /** What the person's app tells: `ru`, `uz`, `en` … */
  readonly languageCode?: string;
  /** Digits as Telegram sends them, without a plus. */
  readonly phone?: string;
  /** Forwards and buttons do not link to the person. */
  readonly isPrivate?: boolean;
}

/** The actor in a chat, as far as the chat needs to know. */
export interface Sender {
  readonly id: number;
  readonly profile: PersonProfile;
  readonly phone: string;
  readonly location: GeoPoint;
}
