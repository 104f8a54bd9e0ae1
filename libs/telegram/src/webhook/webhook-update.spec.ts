import { readUpdate } from './webhook-update';

const CHAT = { id: 5_000_000_001, type: 'private' };
const read = (body: unknown) => readUpdate(JSON.stringify(body));

describe('what a webhook is called with', () => {
  it.each([
    ['a message', { message: { chat: CHAT, text: 'hello' } }],
    ['an edit', { edited_message: { chat: CHAT, text: 'hello' } }],
    ['a tap', { callback_query: { from: CHAT, message: { chat: CHAT }, data: 'x' } }],
    ['a tap on a message that is gone', { callback_query: { from: CHAT, data: 'x' } }],
    ['a block', { my_chat_member: { chat: CHAT } }],
  ])('is an update when it is %s', (_name, content) => {
    expect(read({ update_id: 7, ...content })).toEqual({ update_id: 7, ...content });
  });

  it('is of an unknown kind when nothing in it was asked for', () => {
    expect(read({ update_id: 7, poll: {} })).toBe('unknown');
    expect(read({ update_id: 7 })).toBe('unknown');
  });

  it.each([
    ['no JSON', '{'],
    ['nothing', ''],
    ['a list', '[]'],
    ['null', 'null'],
    ['no number', '{"message":{"chat":{"id":1}}}'],
    ['a number that is text', '{"update_id":"7","message":{"chat":{"id":1}}}'],
    ['a number too large', '{"update_id":9007199254740993,"message":{"chat":{"id":1}}}'],
    ['half a number', '{"update_id":1.5,"message":{"chat":{"id":1}}}'],
    ['a message that is text', '{"update_id":7,"message":"hello"}'],
    ['a message of no chat', '{"update_id":7,"message":{"text":"hello"}}'],
    ['an edit of no chat', '{"update_id":7,"edited_message":{"text":"hello"}}'],
    ['a tap of nobody', '{"update_id":7,"callback_query":{"data":"x"}}'],
    ['a tap on nothing', '{"update_id":7,"callback_query":{"from":{"id":1},"message":null}}'],
    ['a chat with an id that is text', '{"update_id":7,"message":{"chat":{"id":"1"}}}'],
  ])('is none with %s', (_name, text) => {
    expect(readUpdate(text)).toBe('none');
  });

  it('is none when it is nested so deeply that writing it down would exhaust the stack', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(readUpdate(`{"update_id":7,"message":{"chat":{"id":1},"text":${deep}}}`)).toBe('none');
  });
});
