import { parseReplyMarkup } from './reply-markup';

const inline = (...buttons: unknown[]): unknown => ({ inline_keyboard: [buttons] });

describe('parseReplyMarkup', () => {
  it('accepts the four kinds', () => {
    expect(parseReplyMarkup(inline({ text: 'Да', callback_data: 'y' }))).toEqual({
      kind: 'inline',
      keyboard: [[{ text: 'Да', callback_data: 'y' }]],
    });
    expect(
      parseReplyMarkup({
        keyboard: [[{ text: 'Номер', request_contact: true }, 'Отмена']],
        one_time_keyboard: true,
      }),
    ).toEqual({
      kind: 'reply',
      keyboard: { rows: [[{ text: 'Номер', request_contact: true }, { text: 'Отмена' }]], oneTime: true },
    });
    expect(parseReplyMarkup({ remove_keyboard: true })).toEqual({ kind: 'remove' });
    expect(parseReplyMarkup({ force_reply: true })).toEqual({ kind: 'forceReply' });
  });

  it.each([[{}], [[]], ['x'], [{ remove_keyboard: false }]])('refuses anything else: %j', (markup) => {
    expect(() => parseReplyMarkup(markup)).toThrow('Bad Request: object expected as reply markup');
  });

  it('counts callback data in bytes: 64 pass, 65 and none do not', () => {
    const button = (callback_data: string): unknown => inline({ text: 'x', callback_data });
    expect(() => parseReplyMarkup(button('ы'.repeat(32)))).not.toThrow();
    expect(() => parseReplyMarkup(button('ы'.repeat(32) + 'a'))).toThrow('BUTTON_DATA_INVALID');
    expect(() => parseReplyMarkup(button(''))).toThrow('BUTTON_DATA_INVALID');
  });

  it.each([
    [{ callback_data: 'a' }, 'can\'t parse inline keyboard button: Can\'t find field "text"'],
    [{ text: 1, callback_data: 'a' }, 'Field "text" must be of type String'],
    [{ text: ' ', callback_data: 'a' }, 'inline keyboard button text must be non-empty'],
    [{ text: 'x' }, 'Text buttons are unallowed in the inline keyboard'],
    [{ text: 'x', url: 'not a link' }, "inline keyboard button URL 'not a link' is invalid"],
    [{ text: 'x', callback_data: 'a', style: 'pink' }, 'Unsupported button style'],
  ])('refuses the inline button %j', (button, problem) => {
    expect(() => parseReplyMarkup(inline(button))).toThrow(problem);
  });

  it('accepts links and 100 buttons, and refuses 101', () => {
    const rows = (count: number): unknown => ({
      inline_keyboard: Array.from({ length: count }, () => [{ text: 'x', url: 'https://example.uz' }]),
    });
    expect(() => parseReplyMarkup(rows(100))).not.toThrow();
    expect(() => parseReplyMarkup(rows(101))).toThrow('REPLY_MARKUP_TOO_LONG');
  });

  it('refuses rows that are no arrays, and a reply keyboard without buttons', () => {
    expect(() => parseReplyMarkup({ inline_keyboard: [{ text: 'x' }] })).toThrow(
      'must be an Array of Arrays',
    );
    expect(() => parseReplyMarkup({ keyboard: [] })).toThrow('reply keyboard must be non-empty');
  });
});
