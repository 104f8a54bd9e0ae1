import { Harness, OTHER_TOKEN, TOKEN } from './harness';

const article = (id: string, extra: object = {}): object => ({
  type: 'article',
  id,
  title: 'Сок',
  input_message_content: { message_text: '<b>Сок</b>', parse_mode: 'HTML' },
  ...extra,
});

describe('inline mode of the fake Telegram', () => {
  let fake: Harness;
  beforeEach(async () => {
    fake = await new Harness().start();
    fake.telegram.addBot({ token: TOKEN, isInline: true });
  });
  afterEach(() => fake.telegram.close());

  const person = () => fake.telegram.person({ id: 7, firstName: 'Алиса' });
  const ask = (query = 'сок') => person().askInline(TOKEN, query);
  const answer = (inline_query_id: string, results: unknown, extra: object = {}) =>
    fake.call('answerInlineQuery', { inline_query_id, results, ...extra });

  it('asks the bot, and keeps its answer once', async () => {
    const query = ask();
    expect(await fake.updates()).toMatchObject([
      { inline_query: { id: query.id, query: 'сок', offset: '' } },
    ]);
    expect(await answer(query.id, [article('1')], { cache_time: 60 })).toMatchObject({ ok: true });
    expect(query.answer).toMatchObject({ results: [{ id: '1' }], cacheTimeSec: 60, isPersonal: false });
    expect((await answer(query.id, [])).description).toContain('query is too old');
  });

  it('asks no bot whose inline mode is off, and none that did not ask for it', async () => {
    person().askInline(OTHER_TOKEN, 'сок');
    expect((await fake.call('getUpdates', {}, OTHER_TOKEN)).result).toEqual([]);
    await fake.updates({ allowed_updates: ['message'] });
    ask();
    expect(await fake.updates()).toEqual([]);
  });

  it('takes no answer that comes late', async () => {
    const query = ask();
    fake.clock.advance(10_001);
    expect((await answer(query.id, [])).description).toContain('query is too old');
  });

  it.each<readonly [string, unknown, object, string]>([
    ['51 results', Array.from({ length: 51 }, (_, id) => article(String(id))), {}, 'RESULTS_TOO_MUCH'],
    ['one id twice', [article('1'), article('1')], {}, 'RESULT_ID_DUPLICATE'],
    ['a long id', [article('я'.repeat(33))], {}, 'RESULT_ID_INVALID'],
    ['no title', [article('1', { title: ' ' })], {}, 'ARTICLE_TITLE_EMPTY'],
    [
      'no text',
      [article('1', { input_message_content: { message_text: ' ' } })],
      {},
      'message text is empty',
    ],
    [
      'broken markup',
      [article('1', { input_message_content: { message_text: '<b>', parse_mode: 'HTML' } })],
      {},
      "can't",
    ],
    ['a picture of nowhere', [article('1', { thumbnail_url: 'picture' })], {}, 'WEBPAGE_URL_INVALID'],
    ['a wrong button', [], { button: { text: 'x', start_parameter: 'a b' } }, 'START_PARAM_INVALID'],
    ['a long offset', [], { next_offset: 'x'.repeat(65) }, 'NEXT_OFFSET_INVALID'],
  ])('refuses %s', async (_what, results, extra, description) => {
    expect((await answer(ask().id, results, extra)).description).toContain(description);
  });
});
