import { createMask } from './mask';

const TOKEN = '123456789:AAsecretTokenOfTheBot-0123456789_abcd';
const CONNECTION = '0123456789abcdef0123456789ABCDEF';
const mask = createMask(['handler-secret-word', 'admin"key\\with-signs', '']);

describe('the mask', () => {
  it.each([
    ['a token in an address of the Bot API', `POST https://api.telegram.org/bot${TOKEN}/sendMessage failed`],
    ['a token in an address, its colon encoded', `/bot${TOKEN.replace(':', '%3A')}/getMe`],
    ['a token by itself', JSON.stringify({ settings: { BOT_TOKEN: TOKEN } })],
  ])('hides %s', (_name, text) => {
    expect(mask(text)).not.toMatch(/AAsecret/);
    expect(mask(text)).toContain('[token]');
  });

  it('hides a short token where it stands in an address', () => {
    expect(mask('http://127.0.0.1:9000/bot42:abc/getUpdates')).toBe(
      'http://127.0.0.1:9000/bot[token]/getUpdates',
    );
  });

  it('hides connection ids, also of another form where they stand in an address', () => {
    expect(mask(`tenant of ${CONNECTION}`)).toBe('tenant of [connection]');
    expect(mask('/gateway/out/shop-one/v1/Item/GetExt')).toBe('/gateway/out/[connection]/v1/Item/GetExt');
  });

  it.each(['+998901234567', '998901234567', '+998 90 123-45-67', '+7 (912) 345-67-89', '%2B998901234567'])(
    'hides the phone number %s',
    (phone) => {
      const digits = phone.replace('%2B', '').replace(/\D/g, '');
      expect(mask(`call ${phone} now`).replace(/\D/g, '')).not.toContain(digits);
      expect(mask(`call ${phone} now`)).toMatch(/^call .* now$/);
    },
  );

  it('leaves a line valid JSON when a phone number is a number in it', () => {
    const line = JSON.stringify({ phone: 998901234567, list: [998901234567], text: '+998901234567' });
    expect(JSON.parse(mask(line))).toEqual({ phone: 998000000000, list: [998000000000], text: '[phone]' });
  });

  it('hides keys of the admin API', () => {
    const key = `rto_${'aB3'.repeat(14)}x_0aB1cD`;
    expect(mask(`made ${key}.`)).toBe('made [key].');
  });

  it('hides the secrets it was given, also as JSON and addresses write them', () => {
    expect(mask('POST /regos/handler-secret-word')).toBe('POST /regos/[secret]');
    const line = mask(JSON.stringify({ header: 'Key admin"key\\with-signs' }));
    expect(JSON.parse(line)).toEqual({ header: 'Key [secret]' });
    expect(mask(encodeURIComponent('admin"key\\with-signs'))).toBe('[secret]');
  });

  it('hides bearers and passwords in addresses', () => {
    expect(mask('authorization: Bearer abc.def-ghi')).toBe('authorization: Bearer [secret]');
    expect(mask('postgres://shop:pa55@db:5432/x')).toBe('postgres://shop:[secret]@db:5432/x');
  });

  it('leaves everything else as it is', () => {
    const line = JSON.stringify({
      level: 'info',
      time: '2026-11-23T09:00:00.000Z',
      tenantId: '4f0c1f9e-6a52-4c43-9a52-0c6f0a9e7d11',
      chatId: 5000000001,
      epochMs: 1763862439000,
      total: '118500.00',
      url: 'http://127.0.0.1:3000/health/live',
      text: 'Нон, 12 шт × 3 500 сум',
    });
    expect(mask(line)).toBe(line);
  });

  it('takes linear time on long hostile text', () => {
    const started = process.hrtime.bigint();
    for (const text of [
      '1'.repeat(200_000),
      '+1-'.repeat(70_000),
      '://a:'.repeat(40_000),
      '/bot1:'.repeat(30_000),
    ]) {
      mask(text);
    }
    expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(3_000);
  });
});
