import { TenantService } from '@rto/settings';
import { TestConversation } from '../conversation/conversation.fixture';

interface Card {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly thumbnail_url?: string;
  readonly input_message_content: { readonly message_text: string; readonly link_preview_options: object };
  readonly reply_markup: { readonly inline_keyboard: readonly (readonly { readonly url: string }[])[] };
}

describe('@bot in any chat', () => {
  let buyer: TestConversation;
  beforeAll(async () => {
    buyer = await TestConversation.open();
  }, 60_000);
  afterAll(() => buyer.close());
  beforeEach(() => buyer.reset());

  const cards = async (query: string): Promise<readonly Card[]> =>
    (await buyer.askInline(query)).results as readonly Card[];
  async function order(): Promise<void> {
    const { id, version } = await buyer.toSummary();
    await buyer.tap({ type: 'confirm', checkoutId: id, version });
  }

  it('shows goods with the price of the shop, a picture and the way into the bot', async () => {
    const [juice] = await cards('sok');
    expect(juice).toMatchObject({ id: '101', title: 'Сок яблочный 1 л' });
    expect(juice?.description).toMatch(/18\s500/);
    expect(juice?.thumbnail_url).toMatch(/^https:/);
    expect(juice?.input_message_content.message_text).toMatch(/<b>Сок яблочный 1 л<\/b>[^]*18\s500/);
    expect(juice?.input_message_content.link_preview_options).toMatchObject({ url: juice?.thumbnail_url });
    expect(juice?.reply_markup.inline_keyboard[0]?.[0]?.url).toBe(
      'https://t.me/shop_bot?start=item_101-src_inline',
    );
  });

  it('is the same for everybody, so that Telegram may keep it as long as prices hold', async () => {
    expect(await buyer.askInline('сок')).toMatchObject({
      is_personal: false,
      cache_time: 60,
      next_offset: '',
    });
  });

  it('offers what is bought when nothing is typed, and the shop when nothing is found', async () => {
    expect(await cards('')).toEqual([]);
    await order();
    buyer.clock.advance(3_600_000);
    expect((await cards(' ')).map(({ id }) => id)).toEqual(['101']);
    const none = await buyer.askInline('вертолёт');
    expect(none).toMatchObject({ results: [], button: { start_parameter: 'src_inline' } });
    expect(JSON.stringify(none)).not.toContain('Aziz');
  });

  it('goes on page by page, and takes no offset for more than it is', async () => {
    expect((await buyer.askInline('сок', '1000')).results).toEqual([]);
    const first = (await buyer.askInline('сок')).results;
    for (const offset of ['-1', 'x', '99999999']) {
      expect((await buyer.askInline('сок', offset)).results).toEqual(first);
    }
  });

  it('shows nothing of a shop that does not share, or is closed', async () => {
    await buyer.reset({ INLINE_SHARING: 'false' });
    expect(await cards('сок')).toEqual([]);
    await buyer.reset();
    expect(await cards('сок')).not.toEqual([]);
    await buyer.app.get(TenantService, { strict: false }).disable(buyer.tenantId);
    await buyer.refresh();
    expect(await cards('сок')).toEqual([]);
  });

  it('begins no conversation: nothing is said, and nothing kept of who typed', async () => {
    buyer.shown.length = 0;
    await cards('сок');
    expect(buyer.shown).toEqual([]);
    expect(await buyer.dialog()).toBeUndefined();
  });
});
