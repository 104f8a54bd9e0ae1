import { hashKeyText, hintOf, isKeyText, newKeyText } from './key-text';

describe('the text of a key', () => {
  it('is a prefix, 256 random bits and a checksum', () => {
    const keys = Array.from({ length: 500 }, newKeyText);
    expect(new Set(keys).size).toBe(500);
    for (const key of keys) {
      expect(key).toMatch(/^rto_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$/);
      expect(isKeyText(key)).toBe(true);
    }
  });

  it('is refused with any one character changed, missing or added', () => {
    const key = newKeyText();
    for (let index = 0; index < key.length; index += 1) {
      const other = key[index] === 'x' ? 'y' : 'x';
      expect(isKeyText(key.slice(0, index) + other + key.slice(index + 1))).toBe(false);
      expect(isKeyText(key.slice(0, index) + key.slice(index + 1))).toBe(false);
      expect(isKeyText(`${key.slice(0, index)}0${key.slice(index)}`)).toBe(false);
    }
  });

  it('cannot be read from what is stored of it', () => {
    const key = newKeyText();
    expect(hashKeyText(key)).toMatch(/^[0-9a-f]{64}$/);
    expect(hintOf(key)).toHaveLength(8);
  });
});
