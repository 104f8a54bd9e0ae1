import { parseHtml } from './html-entities';
import { renderEntities } from './render-entities';

describe('parseHtml', () => {
  it('turns tags into entities counted in UTF-16 units', () => {
    expect(parseHtml('😀 <b>жир <i>оба</i></b> <u>x</u>')).toEqual({
      text: '😀 жир оба x',
      entities: [
        { type: 'bold', offset: 3, length: 7 },
        { type: 'italic', offset: 7, length: 3 },
        { type: 'underline', offset: 11, length: 1 },
      ],
    });
  });

  it.each([
    ['&lt;b&gt; &amp; &quot;', '<b> & "'],
    ['&#60;&#x3e;&#128512;', '<>😀'],
    ['&lt', '<'],
    ['&nbsp; &apos; Q&A & co', '&nbsp; &apos; Q&A & co'],
    ['&#0; &#xD800;', '&#0; &#xD800;'],
  ])('decodes the four named and the numeric characters, nothing else: %s', (source, text) => {
    expect(parseHtml(source)).toEqual({ text, entities: [] });
  });

  it.each([
    ['hello world <foo>x</foo>', 'Unsupported start tag "foo" at byte offset 12'],
    ['цена <3', 'Unclosed start tag at byte offset 9'],
    ['цена <3 руб', 'Unsupported start tag "3" at byte offset 9'],
    ['<constructor>', 'Unsupported start tag "constructor" at byte offset 0'],
    ['<b', 'Unclosed start tag at byte offset 0'],
    ['<b class="x', 'Unclosed start tag at byte offset 0'],
    ['a < b > c', 'Unsupported start tag "" at byte offset 2'],
    ['<b>жир', 'Can\'t find end tag corresponding to start tag "b"'],
    ['<b>a</i>', 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'],
    ['<b><i>a</b></i>', 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'],
    ['a</b>', 'Unexpected end tag at byte offset 1'],
    ['<b>a</b', 'Unclosed end tag at byte offset 4'],
    ['<span class="red">a</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
    ['<a href>x</a>', 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'],
    ['line<br/>', 'Unsupported start tag "br/" at byte offset 4'],
    ['<tg-emoji emoji-id="x">a</tg-emoji>', 'Invalid custom emoji identifier specified'],
  ])('refuses %s in the words of the server', (source, problem) => {
    expect(() => parseHtml(source)).toThrow(`Bad Request: can't parse entities: ${problem}`);
  });

  it('keeps a link that an app opens and drops any other', () => {
    const link = { type: 'text_link', offset: 0, length: 1, url: 'https://example.uz/?a=1&b=2' };
    expect(parseHtml('<a href="https://example.uz/?a=1&amp;b=2">x</a>').entities).toEqual([link]);
    expect(parseHtml('<a href="https://example.uz/>">x</a>').text).toBe('x');
    expect(parseHtml('<a href="javascript:alert(1)">x</a>').entities).toEqual([]);
  });

  it('reads the language of a code block', () => {
    expect(parseHtml('<pre><code class="language-ts">x</code></pre>').entities).toEqual([
      { type: 'pre', offset: 0, length: 1, language: 'ts' },
    ]);
  });

  it('reads a spoiler and an expandable quote, and forgets empty tags', () => {
    const { entities } = parseHtml(
      '<span class="tg-spoiler">a</span><blockquote expandable>b</blockquote><b></b>',
    );
    expect(entities.map(({ type }) => type)).toEqual(['spoiler', 'blockquote']);
  });
});

describe('renderEntities', () => {
  it('gives back what was parsed, escaped', () => {
    const html = '<b>a &lt;script&gt; <i>b</i></b> <a href="https://example.uz/?a=1&amp;b=2">&amp;</a>';
    expect(renderEntities(parseHtml(html))).toBe(html);
  });

  it('escapes what no tag covers', () => {
    expect(renderEntities({ text: '<img src=x onerror="1">', entities: [] })).toBe(
      '&lt;img src=x onerror=&quot;1&quot;&gt;',
    );
  });

  it('stays well-formed when entities cross', () => {
    const entities = [
      { type: 'bold', offset: 0, length: 3 },
      { type: 'italic', offset: 1, length: 4 },
    ] as const;
    expect(renderEntities({ text: 'abcdef', entities })).toBe('<b>a<i>bc</i></b>def');
  });
});
