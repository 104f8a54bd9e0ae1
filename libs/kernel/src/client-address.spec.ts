import { clientAddress } from './client-address';

describe('whom a limit counts', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001-db8-1-2'],
    ['2001:db8:1:2::9', '2001-db8-1-2'],
    ['2001:db8::9', '2001-db8-0-0'],
    ['::1', '0-0-0-0'],
    [undefined, 'unknown'],
  ])('takes %s for %s', (ip, expected) => {
    expect(clientAddress(ip)).toBe(expected);
  });
});
