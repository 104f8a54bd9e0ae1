import { bold, italic, MAX_CAPTION_LENGTH, MAX_TEXT_LENGTH, type Span } from '@rto/screens';
import fc from 'fast-check';
import { escapeHtml, toHtml, toPlainText } from './rich-text';

const SEED = 20_261_123;

/** What Telegram shows of HTML that has only <b>, <i> and the four entities. */
function visible(html: string): string {
  return html
    .replace(/<\/?[bi]>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

describe('text for Telegram', () => {
  it('shows markup in names as it was written', () => {
    expect(escapeHtml('<b>Сыр</b> & "Ко" _новый_ *хит* [1](x) `код`')).toBe(
      '&lt;b&gt;Сыр&lt;/b&gt; &amp; &quot;Ко&quot; _новый_ *хит* [1](x) `код`',
    );
  });

  it('escapes inside of what is bold or italic', () => {
    expect(toHtml([bold('A & B'), '\n', italic('<i>')], 100)).toBe('<b>A &amp; B</b>\n<i>&lt;i&gt;</i>');
  });

  it('counts characters that are seen, not those of the markup', () => {
    const text = '&'.repeat(MAX_TEXT_LENGTH);
    expect(visible(toHtml([bold(text)], MAX_TEXT_LENGTH))).toBe(text);
  });

  it.each([MAX_TEXT_LENGTH, MAX_CAPTION_LENGTH])('ends in an ellipsis at %i characters', (limit) => {
    const html = visible(toHtml(['я'.repeat(limit - 1), bold('конец'), 'after'], limit));
    expect(html).toBe(`${'я'.repeat(limit - 1)}…`);
    expect(html).toHaveLength(limit);
  });

  it('never cuts an emoji in half', () => {
    expect(toHtml(['🧀'.repeat(10)], 6)).toBe('🧀🧀…');
    expect(toPlainText(['🧀'.repeat(10)], 6)).toBe('🧀🧀…');
  });

  it('puts no tags around nothing', () => {
    expect(toHtml([bold(''), italic('  '), 'x'], 10)).toBe('x');
  });

  it.each([[[]], [['']], [[' \n ', bold('')]]])('is never empty: %j', (spans) => {
    expect(toHtml(spans, 10)).toBe('…');
    expect(toPlainText(spans, 10)).toBe('…');
  });

  it('drops what neither Telegram nor a person takes: control characters and half characters', () => {
    expect(toHtml(['a\u0000b\u0007c\nd', '\ud83e'], 100)).toBe('abc\nd\ufffd');
  });

  it('keeps any text whole, closed and within the limit', () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 });
    const span: fc.Arbitrary<Span> = fc.oneof(text, text.map(bold), text.map(italic));
    fc.assert(
      fc.property(fc.array(span, { maxLength: 6 }), fc.integer({ min: 4, max: 80 }), (spans, limit) => {
        const html = toHtml(spans, limit);
        expect(visible(html).length).toBeLessThanOrEqual(limit);
        expect(html.isWellFormed()).toBe(true);
        expect(html.replace(/<b>[^<>]*<\/b>|<i>[^<>]*<\/i>/g, '')).not.toMatch(/[<>]/);
        expect(html.replace(/&(?:lt|gt|amp|quot);/g, '')).not.toContain('&');
      }),
      { seed: SEED, numRuns: 2_000 },
    );
  });

  it('says the same without markup', () => {
    expect(toPlainText([bold('A & B'), ' <x>'], 100)).toBe('A & B <x>');
  });
});
