import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether a secret that was given is the expected one. Of equal length by hashing, so that the time tells nothing. */
export function isSameSecret(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
