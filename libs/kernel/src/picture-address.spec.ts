import { pictureAddress } from './picture-address';

describe('the address of a picture', () => {
  it.each([
    ['https://cdn.example/i/1542_m.jpg', 'https://cdn.example/i/1542_m.jpg'],
    [' http://cdn.example/a.png\n', 'http://cdn.example/a.png'],
    ['https://cdn.example:8443/a.png?v=2', 'https://cdn.example:8443/a.png?v=2'],
    ['https://8.8.8.8/a.png', 'https://8.8.8.8/a.png'],
    ['https://[2606:4700::1111]/a.png', 'https://[2606:4700::1111]/a.png'],
    [
      'https://cdn.example/Сок яблочный.jpg',
      'https://cdn.example/%D0%A1%D0%BE%D0%BA%20%D1%8F%D0%B1%D0%BB%D0%BE%D1%87%D0%BD%D1%8B%D0%B9.jpg',
    ],
    ['https://cdn.example/a%20b.jpg', 'https://cdn.example/a%20b.jpg'],
    ['https://cdn.example/a.jpg?имя=сок', 'https://cdn.example/a.jpg?%D0%B8%D0%BC%D1%8F=%D1%81%D0%BE%D0%BA'],
    [
      'https://cdn.example/скидка 20%.jpg',
      'https://cdn.example/%D1%81%D0%BA%D0%B8%D0%B4%D0%BA%D0%B0%2020%25.jpg',
    ],
    ['https://картинки.рф/1.jpg', 'https://xn--80aqafcrtq.xn--p1ai/1.jpg'],
  ])('is %j handed on as %j', (text, expected) => {
    expect(pictureAddress(text)).toBe(expected);
  });

  it.each([
    [
      'another scheme',
      ['ftp://cdn.example/a', 'file:///etc/passwd', 'data:image/png;base64,AA', 'javascript:1'],
    ],
    ['no address', ['', 'картинка', '/i/1.jpg', '//cdn.example/a.jpg', 'https://', 'http:///a']],
    [
      'somebody’s credentials',
      ['https://user:secret@cdn.example/a', 'https://cdn.example@10.0.0.1/a', 'https://user@cdn.example/a'],
    ],
    [
      'this machine',
      [
        'http://127.0.0.1/a',
        'http://127.1/a',
        'http://2130706433/a',
        'http://0x7f.0.0.1/a',
        'http://0177.0.0.1/a',
        'http://0/a',
        'http://localhost/a',
        'http://LOCALHOST./a',
        'http://shop.localhost/a',
        'http://[::1]/a',
        'http://[::]/a',
      ],
    ],
    [
      'a private network',
      [
        'http://10.0.0.5/a',
        'http://172.31.0.1/a',
        'http://192.168.1.1./a',
        'http://100.64.0.1/a',
        'http://[fd00::1]/a',
        'http://[fe80::1]/a',
        'http://①⑨②.168.1.1/a',
      ],
    ],
    [
      'a private address in disguise',
      [
        'http://[::ffff:10.0.0.1]/a',
        'http://[::ffff:a00:1]/a',
        'http://[64:ff9b::a00:1]/a',
        'http://[2002:a00:1::]/a',
        'http://[::10.0.0.1]/a',
      ],
    ],
    [
      'a cloud’s own data',
      ['http://169.254.169.254/latest/meta-data', 'http://metadata.google.internal/a', 'http://0xa9fea9fe/'],
    ],
    [
      'a name of one’s own network',
      [
        'http://regos/a',
        'http://regos./a',
        'http://localhost../a',
        'http://printer.local/a',
        'http://db.lan/a',
        'http://x.home.arpa/a',
        'http://x.Internal./a',
      ],
    ],
    [
      'nobody’s address',
      ['http://224.0.0.1/a', 'http://255.255.255.255/a', 'http://[ff02::1]/a', 'http://203.0.113.7/a'],
    ],
    [
      'a port that no web server has',
      ['http://cdn.example:22/a', 'https://cdn.example:25/a', 'http://cdn.example:445/a'],
    ],
  ])('is refused when it is %s', (_what, addresses) => {
    expect(addresses.filter((address) => pictureAddress(address) !== undefined)).toEqual([]);
  });
});
