import { createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { Cipher } from './cipher';

const place = { tenantId: 'tenant-a', column: 'tenants.connection' };
const secret = (): Buffer => randomBytes(32);

describe('Cipher', () => {
  it('gives back what it encrypted, in any script', () => {
    const cipher = new Cipher([secret()]);
    for (const plain of ['', '123:AbC', 'тоʻкен 🔑', 'x'.repeat(10_000)]) {
      expect(cipher.decrypt(cipher.encrypt(plain, place), place)).toBe(plain);
    }
  });

  it('never encrypts the same value to the same text', () => {
    const cipher = new Cipher([secret()]);
    expect(cipher.encrypt('token', place)).not.toBe(cipher.encrypt('token', place));
  });

  it('shows neither the value nor the key in what it stores', () => {
    const key = secret();
    const encrypted = new Cipher([key]).encrypt('hidden-token', place);
    expect(encrypted).not.toContain('hidden-token');
    expect(encrypted).not.toContain(key.toString('hex').slice(0, 8));
  });

  it('refuses a value that was moved to another tenant or column', () => {
    const cipher = new Cipher([secret()]);
    const encrypted = cipher.encrypt('token', place);
    expect(() => cipher.decrypt(encrypted, { ...place, tenantId: 'tenant-b' })).toThrow('another tenant');
    expect(() => cipher.decrypt(encrypted, { ...place, column: 'tenant_settings.value' })).toThrow(
      'another tenant or column',
    );
  });

  it('refuses a value with any byte flipped', () => {
    const cipher = new Cipher([secret()]);
    const [version, keyId, iv, body] = cipher.encrypt('token', place).split('.') as [
      string,
      string,
      string,
      string,
    ];
    const flipped = (text: string, at: number): string => {
      const bytes = Buffer.from(text, 'base64url');
      bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
      return bytes.toString('base64url');
    };
    const bodyBytes = Buffer.from(body, 'base64url').length;
    for (let at = 0; at < bodyBytes; at += 1) {
      const changed = [version, keyId, iv, flipped(body, at)].join('.');
      expect(() => cipher.decrypt(changed, place)).toThrow('was changed');
    }
    expect(() => cipher.decrypt([version, keyId, flipped(iv, 0), body].join('.'), place)).toThrow();
    expect(() => cipher.decrypt([version, keyId, iv, body.slice(0, 8)].join('.'), place)).toThrow();
  });

  it('has a key of its own for each tenant, and reads what was written before there was one', () => {
    const key = Buffer.alloc(32, 7);
    const cipher = new Cipher([key]);
    const [version = '', keyId = '', iv = '', body = ''] = cipher.encrypt('token', place).split('.');
    const derive = (from: Buffer, use: string): Buffer => Buffer.from(hkdfSync('sha256', from, '', use, 32));
    const sealed = Buffer.from(body, 'base64url');
    const openWith = (tenantId: string): string => {
      const own = derive(derive(key, 'rto encryption'), `rto tenant ${tenantId}`);
      const decipher = createDecipheriv('aes-256-gcm', own, Buffer.from(iv, 'base64url'))
        .setAAD(Buffer.from(JSON.stringify([version, keyId, place.tenantId, place.column])))
        .setAuthTag(sealed.subarray(-16));
      return decipher.update(sealed.subarray(0, -16), undefined, 'utf8') + decipher.final('utf8');
    };
    expect(openWith(place.tenantId)).toBe('token');
    expect(() => openWith('tenant-b')).toThrow();
    expect(cipher.decrypt('v1.98829bc4.ZACfcmketz4G2GZH.6Le9EfrRgOBqNZmqVTproHHsyAXh', place)).toBe('token');
  });

  it('gives nothing away in 1,000 trials of swapped, flipped and cut values', () => {
    const cipher = new Cipher([secret(), secret()]);
    const columns = ['tenants.connection', 'orders.phone', 'updates.payload'];
    const values = Array.from({ length: 30 }, (_, index) => {
      const own = { tenantId: `tenant-${index % 10}`, column: columns[index % 3] ?? '' };
      return { own, encrypted: cipher.encrypt(`value ${index}`, own) };
    });
    for (let trial = 0; trial < 1_000; trial += 1) {
      const [one, other] = [values[trial % 30], values[(trial * 7 + 1) % 30]];
      if (!one || !other) throw new TypeError('thirty values were made');
      const [version, keyId, iv, body] = one.encrypted.split('.') as [string, string, string, string];
      const bytes = Buffer.from(body, 'base64url');
      const at = trial % bytes.length;
      const flipped = Buffer.from(bytes);
      flipped.writeUInt8(bytes.readUInt8(at) ^ (1 << (trial % 8)), at);
      const changed = [flipped, bytes.subarray(0, at), Buffer.concat([bytes, bytes.subarray(0, 1)])];
      for (const part of changed) {
        const text = [version, keyId, iv, part.toString('base64url')].join('.');
        expect(() => cipher.decrypt(text, one.own)).toThrow();
      }
      const isSamePlace = one.own.tenantId === other.own.tenantId && one.own.column === other.own.column;
      if (!isSamePlace) expect(() => cipher.decrypt(one.encrypted, other.own)).toThrow('another tenant');
    }
  });

  it('refuses what it never made, and names the column but not the value', () => {
    const cipher = new Cipher([secret()]);
    for (const junk of ['', 'plain token', 'v3.a.b.c', 'v2..', 'v1..']) {
      expect(() => cipher.decrypt(junk, place)).toThrow('tenants.connection is not an encrypted value');
    }
  });

  it('decrypts with an old key after a rotation and encrypts with the new one', () => {
    const [old, fresh] = [secret(), secret()];
    const encrypted = new Cipher([old]).encrypt('token', place);
    const rotated = new Cipher([fresh, old]);
    expect(rotated.decrypt(encrypted, place)).toBe('token');
    const again = rotated.encrypt('token', place);
    expect(new Cipher([fresh]).decrypt(again, place)).toBe('token');
  });

  it('says which key is missing when no key fits', () => {
    const encrypted = new Cipher([secret()]).encrypt('token', place);
    expect(() => new Cipher([secret()]).decrypt(encrypted, place)).toThrow(
      /was encrypted with key [0-9a-f]{8}, which ENCRYPTION_KEY does not list/,
    );
  });

  it('finds a value by its hash after a rotation, and not across purposes', () => {
    const [old, fresh] = [secret(), secret()];
    const stored = new Cipher([old]).hash('connection', 'tenants.connection');
    const rotated = new Cipher([fresh, old]);
    expect(rotated.hashes('connection', 'tenants.connection')).toEqual([
      rotated.hash('connection', 'tenants.connection'),
      stored,
    ]);
    expect(rotated.hashes('connection', 'bots.token')).not.toContain(stored);
  });

  it('refuses to start without a key of 32 bytes', () => {
    expect(() => new Cipher([])).toThrow('an encryption key is required');
    expect(() => new Cipher([randomBytes(16)])).toThrow('16 bytes instead of 32');
  });
});
