import { decodeChange, encodeChange } from './change';

const TENANT = '5d0c0a4e-7d4f-4f3a-9d0e-0f3a5b6c7d8e';

describe('a change between processes', () => {
  it('arrives as it was announced, and knows its own process', () => {
    const payload = encodeChange({ kind: 'tenant', tenantId: TENANT }, 'here');
    expect(decodeChange(payload, 'here')).toEqual({ kind: 'tenant', tenantId: TENANT, isOwn: true });
    expect(decodeChange(payload, 'elsewhere')).toMatchObject({ isOwn: false });
  });

  it.each([
    ['a kind of a newer version', `{"kind":"colour","tenantId":"${TENANT}"}`],
    ['no tenant', '{"kind":"tenant"}'],
    ['a tenant that is no text', '{"kind":"tenant","tenantId":5}'],
    ['no object', 'null'],
    ['no JSON', 'tenant'],
    ['nothing', ''],
  ])('passes over %s', (_, payload) => {
    expect(decodeChange(payload, 'here')).toBeUndefined();
  });
});
