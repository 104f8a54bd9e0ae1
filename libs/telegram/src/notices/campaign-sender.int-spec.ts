import { campaignRecipients, campaigns, databaseNow, shoppers, type DatabaseHandle } from '@rto/database';
import { FakeTelegram, type Chat } from '@rto/fakes';
import { ManualClock, newId, PermanentError, RateLimitedError, type TenantId } from '@rto/kernel';
import { MemoryKeyValueStore } from '@rto/kv';
import { CampaignRecipients, CampaignRepository } from '@rto/news';
import { parseSettings, type Tenant } from '@rto/settings';
import { insertTenant, openTestDatabase } from '@rto/testing';
import { and, eq } from 'drizzle-orm';
import { TelegramClients } from '../client/telegram-clients';
import { ChatUnreachableError } from '../client/telegram-errors';
import { TenantTelegram } from '../client/tenant-telegram';
import { CALLBACK_CODEC } from '../conversation/flows';
import { PhotoFiles } from '../sending/photo-files';
import { ScreenSender } from '../sending/screen-sender';
import { CampaignSender } from './campaign-sender';

const TOKEN = '123456789:AAtokenOfTestsOnly-0123456789_abcdefg';
const NOON = new Date('2026-12-01T07:00:00Z');

describe('a campaign on its way to one person', () => {
  const telegram = new FakeTelegram();
  const clock = new ManualClock(NOON);
  let close: () => Promise<void>;
  let database: DatabaseHandle;
  let sender: CampaignSender;
  let tenant: Tenant;
  let chat: Chat;
  let nextPersonId = 900;

  beforeAll(async () => {
    await telegram.listen();
    telegram.addBot({ token: TOKEN });
    ({ handle: database, close } = await openTestDatabase('postgres'));
    const client = new TenantTelegram(TOKEN, {
      apiUrl: telegram.url,
      timeoutMs: 500,
      waitsOutPauses: false,
      attempts: 1,
    });
    sender = new CampaignSender(
      new CampaignRecipients(database.db),
      new ScreenSender(new PhotoFiles(new MemoryKeyValueStore(clock)), CALLBACK_CODEC),
      Object.assign(Object.create(TelegramClients.prototype) as TelegramClients, { ofNews: () => client }),
      clock,
    );
  });
  afterAll(async () => {
    await close();
    await telegram.close();
    expect(telegram.violations).toEqual([]);
  });
  beforeEach(async () => {
    telegram.faults.clear();
    clock.set(NOON);
    const id = await insertTenant(database.db);
    tenant = { id, settings: parseSettings({ DEFAULT_LANGUAGE: 'ru' }).settings } as Tenant;
    chat = telegram.person({ id: nextPersonId++, firstName: 'Aziz' }).chatWith(TOKEN);
    chat.send('/start');
    await write(id, chat.person.id);
  });

  async function write(tenantId: TenantId, chatId: number): Promise<void> {
    const times = { createdAt: databaseNow(), updatedAt: databaseNow() };
    const db = database.db.of(tenantId);
    await db.insert(campaigns).values({
      ...{ id: newId(), tenantId, number: 1, state: 'running', text: 'Скидка' },
      ...{ target: { type: 'item', id: 101, name: 'Сок' }, audience: { type: 'all' }, ...times },
    });
    await db.insert(shoppers).values({ tenantId, chatId, language: 'ru', ...times });
    await db.insert(campaignRecipients).values({ tenantId, campaign: 1, chatId });
  }
  const send = (): Promise<undefined> => sender.send(tenant, TOKEN, chat.person.id, 1);
  const words = (): string[] => chat.messages.slice(1).map((message) => message.words);
  const outcome = async (): Promise<unknown> => {
    const [row] = await database.db
      .of(tenant.id)
      .select()
      .from(campaignRecipients)
      .where(eq(campaignRecipients.tenantId, tenant.id));
    return row && [row.triedAt !== null, row.outcome];
  };

  it('arrives once, with its button and the one that switches news off', async () => {
    await send();
    await expect(send()).rejects.toThrow(PermanentError);
    expect(words()).toEqual(['Скидка']);
    const labels = chat.lastMessage?.inlineKeyboard.flat().map(({ text }) => text);
    expect(labels).toEqual(['🛍 Открыть товар', '🔕 Не присылать новости']);
    expect(await outcome()).toEqual([true, 'sent']);
  });

  it('is not repeated when the answer is lost', async () => {
    telegram.faults.add({ kind: 'lostAfter', method: 'sendMessage', times: 1 });
    await expect(send()).rejects.toThrow(PermanentError);
    await expect(send()).rejects.toThrow(PermanentError);
    expect(words()).toEqual(['Скидка']);
    expect(await outcome()).toEqual([true, 'failed']);
  });

  it('is tried again after a pause that Telegram asked for', async () => {
    telegram.faults.add({ kind: 'status', status: 429, retryAfterSec: 5, times: 1 });
    await expect(send()).rejects.toThrow(RateLimitedError);
    await send();
    expect(words()).toEqual(['Скидка']);
  });

  it('is told as refused by who has blocked the bot', async () => {
    const description = 'Forbidden: bot was blocked by the user';
    telegram.faults.add({ kind: 'status', status: 403, description, times: 1 });
    await expect(send()).rejects.toThrow(ChatUnreachableError);
    expect(await outcome()).toEqual([true, 'blocked']);
  });

  it('does not leave in the quiet hours, nor once it is paused', async () => {
    clock.set(new Date('2026-12-01T16:00:00Z'));
    await expect(send()).rejects.toThrow('quiet');
    clock.set(NOON);
    await new CampaignRepository(database.db).pause(tenant.id, 1);
    await expect(send()).rejects.toThrow(PermanentError);
    expect(words()).toEqual([]);
  });

  it('does not leave to who has switched news off', async () => {
    await database.db
      .of(tenant.id)
      .update(shoppers)
      .set({ newsOffAt: NOON })
      .where(and(eq(shoppers.tenantId, tenant.id), eq(shoppers.chatId, chat.person.id)));
    await expect(send()).rejects.toThrow(PermanentError);
    expect([words(), await outcome()]).toEqual([[], [false, null]]);
  });
});
