import { randomBytes } from 'node:crypto';
import { Cipher } from '@rto/database';
import { WebhookAddresses } from './webhook-address';

describe('addresses of webhooks', () => {
  const [old, fresh] = [randomBytes(32), randomBytes(32)];
  const withKeys = (...keys: Buffer[]): WebhookAddresses => new WebhookAddresses(new Cipher(keys));

  it('are of 32 characters that an address takes, and no two are equal', () => {
    const made = Array.from({ length: 1_000 }, () => withKeys(old).make());
    for (const address of made) expect(address).toMatch(/^[\w-]{32}$/);
    expect(new Set(made).size).toBe(1_000);
  });

  it('are ours with the key that made them, whatever key is in front of it, and with no other', () => {
    const address = withKeys(old).make();
    const verdicts = [withKeys(old), withKeys(fresh, old), withKeys(fresh)].map((addresses) => [
      addresses.isOurs(address),
      addresses.isCurrent(address),
    ]);
    expect(verdicts).toEqual([
      [true, true],
      [true, false],
      [false, false],
    ]);
  });

  it('are no more when a character is another one, is missing or was added', () => {
    const addresses = withKeys(old);
    const address = addresses.make();
    const changed = Array.from(address, (sign, index) =>
      [...address].with(index, sign === 'a' ? 'b' : 'a').join(''),
    );
    for (const guess of [...changed, address.slice(1), `${address}a`, '', 'ў'.repeat(32)]) {
      expect(addresses.isOurs(guess)).toBe(false);
    }
  });
});
