import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestingModule } from '@nestjs/testing';
import { botSetups, Cipher } from '@rto/database';
import { TenantService } from '@rto/settings';
import { BotSetupRepository } from './bot-setup.repository';
import { WebhookAddresses } from './webhook-address';
import { WebhookSample } from './webhook-sample';
import { POLLING, settingsWith, TestBots, WEBHOOK } from './bots.fixture';

const PROFILE = [
  ...Array.from({ length: 3 }, () => ['setMyDescription', 'setMyShortDescription', 'setMyCommands']).flat(),
  'setChatMenuButton',
];

describe('the setup of bots', () => {
  let bots: TestBots;
  let polling: TestingModule;
  let webhook: TestingModule;

  beforeAll(async () => {
    bots = await TestBots.open();
    polling = await bots.startProcess(POLLING);
    webhook = await bots.startProcess(WEBHOOK);
  });
  afterAll(() => bots.close());

  describe('with webhooks', () => {
    it('asks once who the bot is, sets its webhook first and its profile then', async () => {
      const { tenant, token } = await bots.connected(webhook);
      expect(bots.methodsOf(token)).toEqual(['getMe', 'setWebhook', ...PROFILE]);
      const row = await bots.row(tenant.id);
      expect(bots.urlOf(token)).toBe(`http://127.0.0.1:9/telegram/${row.publicId}`);
      expect(bots.callsOf(token)[1]?.body).toMatchObject({
        allowed_updates: ['message', 'edited_message', 'callback_query', 'my_chat_member'],
        max_connections: 40,
        drop_pending_updates: false,
      });
      expect((await webhook.get(TenantService).get(tenant.id)).bot?.id).toBe(Number(token.split(':')[0]));
      expect(bots.telegram.violations).toEqual([]);
    });

    it('asks for inline queries only where @BotFather has inline mode on, and sees it switched on later', async () => {
      const asked = (token: string): unknown =>
        bots.callsOf(token).findLast(({ method }) => method === 'setWebhook')?.body['allowed_updates'];
      const inline = bots.addBot();
      bots.telegram.bot(inline).user.supports_inline_queries = true;
      await bots.connected(webhook, inline);
      expect(asked(inline)).toContain('inline_query');
      const { tenant, token } = await bots.connected(webhook);
      expect(asked(token)).not.toContain('inline_query');
      bots.telegram.bot(token).user.supports_inline_queries = true;
      await bots.run(webhook, tenant.id);
      expect(asked(token)).not.toContain('inline_query'); // nobody has told of it
      await webhook.get(TenantService).disable(tenant.id);
      await webhook.get(TenantService).enable(tenant.id);
      await bots.run(webhook, tenant.id);
      expect(asked(token)).toContain('inline_query');
      expect((await webhook.get(TenantService).get(tenant.id)).bot?.isInline).toBe(true);
    });

    it('says in three languages what the bot is for', async () => {
      const { token } = await bots.connected(webhook);
      const { profile } = bots.telegram.bot(token);
      expect([...profile.descriptions.keys()]).toEqual(['', 'uz', 'en']);
      expect(profile.shortDescriptions.get('')).toContain('Каталог');
      expect(profile.commands('uz')).toEqual([{ command: 'start', description: 'Asosiy menyu' }]);
      expect(profile.menuButtons.get('default')).toEqual({ type: 'commands' });
    });

    it('is found due when it is new, and calls nothing once all is set', async () => {
      const tenant = await bots.connect(webhook);
      expect(await bots.isDue(webhook, tenant.id)).toBe(true);
      await bots.run(webhook, tenant.id);
      const calls = bots.telegram.calls.length;
      expect(await bots.isDue(webhook, tenant.id)).toBe(false);
      await bots.run(webhook, tenant.id);
      expect(bots.telegram.calls).toHaveLength(calls);
    });

    it('keeps secret and token unreadable in the database', async () => {
      const { tenant, token } = await bots.connected(webhook);
      const row = JSON.stringify(await bots.row(tenant.id));
      const secret = bots.telegram.bot(token).webhook?.settings.secretToken ?? '';
      expect(secret).toMatch(/^[\w-]{43}$/);
      expect(row).not.toContain(secret);
      expect(row).not.toContain(token);
    });

    it('is due again after a change of the shop, and heals a webhook that somebody took away', async () => {
      const { tenant, token } = await bots.connected(webhook);
      await bots.telegram.bot(token).setWebhook(undefined);
      await webhook.get(TenantService).disable(tenant.id);
      expect(await bots.isDue(webhook, tenant.id)).toBe(true);
      await bots.run(webhook, tenant.id);
      expect(bots.urlOf(token)).toBeDefined();
      expect(bots.methodsOf(token).slice(-2)).toEqual(['getWebhookInfo', 'setWebhook']);
      expect(await bots.isDue(webhook, tenant.id)).toBe(false);
    });

    it('sets all webhooks anew when the public address changes', async () => {
      const { tenant, token } = await bots.connected(webhook);
      const moved = await bots.startProcess({ ...WEBHOOK, publicUrl: 'http://127.0.0.1:99' });
      expect(await bots.isDue(moved, tenant.id)).toBe(true);
      await bots.run(moved, tenant.id);
      expect(bots.urlOf(token)).toContain('http://127.0.0.1:99/telegram/');
      expect(await bots.isDue(moved, tenant.id)).toBe(false);
    });

    it('keeps address and secret when the same bot gets a new token', async () => {
      const { tenant, token } = await bots.connected(webhook);
      const before = await bots.row(tenant.id);
      const renewed = bots.addBot(Number(token.split(':')[0]));
      bots.telegram.revoke(token);
      await webhook.get(TenantService).putSettings(tenant.id, settingsWith(renewed));
      await bots.run(webhook, tenant.id);
      expect((await bots.row(tenant.id)).publicId).toBe(before.publicId);
      expect(bots.urlOf(renewed)).toContain(before.publicId);
      expect(bots.methodsOf(token)).not.toContain('deleteWebhook');
    });

    it('gives another bot another address, and takes the webhook of the former one away with its updates kept', async () => {
      const { tenant, token } = await bots.connected(webhook);
      const before = await bots.row(tenant.id);
      const other = bots.addBot();
      bots.telegram.push(token, 'message', { text: 'kept' });
      await webhook.get(TenantService).putSettings(tenant.id, settingsWith(other));
      await bots.run(webhook, tenant.id);
      const after = await bots.row(tenant.id);
      expect(after.publicId).not.toBe(before.publicId);
      expect(after.previousPublicId).toBeNull();
      expect(bots.urlOf(other)).toContain(after.publicId);
      expect(bots.urlOf(token)).toBeUndefined();
      expect(bots.telegram.bot(token).updates.pendingCount).toBe(1);
      expect(bots.methodsOf(other)).toEqual(['getMe', 'setWebhook', ...PROFILE]);
    });

    it('takes the webhook of a removed shop away, and sets it again when the shop comes back', async () => {
      const { tenant, token } = await bots.connected(webhook);
      const tenants = webhook.get(TenantService);
      await tenants.remove(tenant.id);
      expect(await bots.isDue(webhook, tenant.id)).toBe(true);
      await bots.run(webhook, tenant.id);
      expect(bots.urlOf(token)).toBeUndefined();
      expect(await bots.isDue(webhook, tenant.id)).toBe(false);
      await tenants.register({ ...tenant.connection, settings: settingsWith(token) });
      await bots.run(webhook, tenant.id);
      expect(bots.urlOf(token)).toBeDefined();
    });

    it('forgets the token of a removed shop once its webhook is gone, and not before', async () => {
      const { tenant, token } = await bots.connected(webhook);
      await webhook.get(TenantService).remove(tenant.id);
      bots.telegram.faults.add({ kind: 'status', status: 502, method: 'deleteWebhook', times: 1 });
      await bots.run(webhook, tenant.id);
      expect((await bots.row(tenant.id)).tokenCipher).not.toBeNull();
      expect((await webhook.get(TenantService).get(tenant.id)).settings.botToken).toBe(token);
      await bots.alter(tenant.id, { dueAt: new Date() });
      expect(await bots.isDue(webhook, tenant.id)).toBe(true);
      await bots.run(webhook, tenant.id);
      expect(bots.urlOf(token)).toBeUndefined();
      expect((await bots.row(tenant.id)).tokenCipher).toBeNull();
      expect((await webhook.get(TenantService).get(tenant.id)).settings.botToken).toBeUndefined();
      expect(await bots.isDue(webhook, tenant.id)).toBe(false);
    });

    it('keeps the webhook of a disabled shop, whose bot says that it is closed', async () => {
      const { tenant, token } = await bots.connected(webhook);
      await webhook.get(TenantService).disable(tenant.id);
      await bots.run(webhook, tenant.id);
      expect(bots.urlOf(token)).toBeDefined();
    });
  });

  it('stops in the middle when the shop gets another bot', async () => {
    const former = bots.addBot();
    const tenant = await bots.connect(webhook, former);
    const other = bots.addBot();
    bots.telegram.faults.add({ kind: 'slow', ms: 500, botToken: former });
    const running = bots.run(webhook, tenant.id);
    while (!bots.methodsOf(former).includes('setMyDescription')) await sleep(5);
    await webhook.get(TenantService).putSettings(tenant.id, settingsWith(other));
    await running;
    expect(bots.methodsOf(former)).not.toContain('setChatMenuButton'); // the last of a profile
    expect(bots.methodsOf(former).at(-1)).toBe('deleteWebhook');
    expect(bots.urlOf(other)).toBeDefined();
  });

  describe('with polling', () => {
    it('leaves getMe to the polling, and sets the profile once the bot is known', async () => {
      const { tenant, token } = await bots.connected(polling);
      expect(bots.methodsOf(token)).toEqual([]);
      const bot = { id: Number(token.split(':')[0]), username: 'shop_bot' };
      await polling.get(TenantService).setBot(tenant.id, token, bot);
      expect(await bots.isDue(polling, tenant.id)).toBe(true);
      await bots.run(polling, tenant.id);
      expect(bots.methodsOf(token)).toEqual(PROFILE);
      expect(await bots.isDue(polling, tenant.id)).toBe(false);
    });

    it('forgets the token of a removed shop, which has no webhook', async () => {
      const { tenant } = await bots.connected(polling);
      await polling.get(TenantService).remove(tenant.id);
      expect(await bots.isDue(polling, tenant.id)).toBe(true);
      await bots.run(polling, tenant.id);
      expect((await polling.get(TenantService).get(tenant.id)).settings.botToken).toBeUndefined();
      expect(await bots.isDue(polling, tenant.id)).toBe(false);
    });

    it('takes a webhook of ours away and keeps what waits there, and back again', async () => {
      const { tenant, token } = await bots.connected(webhook);
      bots.telegram.push(token, 'message', { text: 'kept' });
      expect(await bots.isDue(polling, tenant.id)).toBe(true);
      await bots.run(polling, tenant.id);
      expect(bots.urlOf(token)).toBeUndefined();
      expect(bots.telegram.bot(token).updates.pendingCount).toBe(1);
      expect(await bots.isDue(webhook, tenant.id)).toBe(true);
      await bots.run(webhook, tenant.id);
      expect(bots.urlOf(token)).toBeDefined();
      expect(bots.methodsOf(token).filter((method) => method === 'getMe')).toHaveLength(1);
    });
  });

  it('lets the address before a rotation in for a day, and tells Telegram the new one', async () => {
    const { tenant, token } = await bots.connected(webhook);
    const before = await bots.row(tenant.id);
    const setups = webhook.get(BotSetupRepository);
    await setups.rotate(await setups.findOrMake(tenant.id));
    expect(await bots.isDue(webhook, tenant.id)).toBe(true);
    await bots.run(webhook, tenant.id);
    const after = await bots.row(tenant.id);
    expect(after).toMatchObject({ previousPublicId: before.publicId, botId: before.botId });
    expect(Number(after.previousUntil) - Number(after.createdAt)).toBe(24 * 60 * 60 * 1000);
    expect(bots.urlOf(token)).toContain(after.publicId);
    const place = { tenantId: tenant.id, column: 'bot_setups.previous_secret' };
    expect(webhook.get(Cipher).decrypt(after.previousSecretCipher ?? '', place)).toMatch(/^[\w-]{43}$/);
  });

  it('replaces an address that was made with another encryption key', async () => {
    const { tenant, token } = await bots.connected(webhook);
    const publicId = new WebhookAddresses(new Cipher([randomBytes(32)])).make();
    await bots.alter(tenant.id, { publicId, target: 'of another key' });
    expect(await bots.isDue(webhook, tenant.id)).toBe(true);
    await bots.run(webhook, tenant.id);
    const after = await bots.row(tenant.id);
    expect(after.previousPublicId).toBe(publicId);
    expect(webhook.get(WebhookAddresses).isCurrent(after.publicId)).toBe(true);
    expect(bots.urlOf(token)).toContain(after.publicId);
  });

  describe('the sample of webhooks', () => {
    it('makes deliveries that fail the problem of the shop until they go well again', async () => {
      const { tenant, token } = await bots.connected(webhook);
      bots.telegram.push(token, 'message', { text: 'goes nowhere' }); // port 9 takes no connection
      await expect(webhook.get(BotSetupRepository).claimForCheck(1_000, 0)).resolves.toContain(tenant.id);
      while (!bots.telegram.bot(token).webhook?.lastFailure) await sleep(5);
      await webhook.get(WebhookSample).check(tenant.id);
      expect(await bots.problemsOf(webhook, tenant.id)).toEqual(['webhook_failing']);
      bots.telegram.bot(token).updates.dropPending();
      await webhook.get(WebhookSample).check(tenant.id);
      expect(await bots.problemsOf(webhook, tenant.id)).toEqual([]);
    });

    it('asks about each webhook once an hour', async () => {
      const { tenant } = await bots.connected(webhook);
      const setups = webhook.get(BotSetupRepository);
      expect(await setups.claimForCheck(1_000, 0)).toContain(tenant.id);
      expect(await setups.claimForCheck(1_000, 0)).not.toContain(tenant.id);
    });

    it('asks no more often when there are more workers', async () => {
      for (let count = 0; count < 4; count += 1) await bots.connected(webhook);
      await bots.database.db.acrossTenants.update(botSetups).set({ checkedAt: null });
      const workers = Array.from({ length: 5 }, () => webhook.get(BotSetupRepository));
      const claims = await Promise.all(workers.map((setups) => setups.claimForCheck(2, 60_000)));
      expect(claims.map((claim) => claim.length).sort()).toEqual([0, 0, 0, 0, 2]);
    });

    it('has a webhook set again that is not ours any more', async () => {
      const { tenant, token } = await bots.connected(webhook);
      await bots.telegram.bot(token).setWebhook(undefined);
      await webhook.get(WebhookSample).check(tenant.id);
      expect(await bots.isDue(webhook, tenant.id)).toBe(true);
      await bots.run(webhook, tenant.id);
      expect(bots.urlOf(token)).toBeDefined();
    });

    it('gives an address that is older than 90 days a successor', async () => {
      const { tenant, token } = await bots.connected(webhook);
      const { publicId } = await bots.row(tenant.id);
      await bots.alter(tenant.id, { createdAt: new Date(Date.now() - 91 * 24 * 60 * 60 * 1000) });
      await webhook.get(WebhookSample).check(tenant.id);
      await bots.run(webhook, tenant.id);
      expect((await bots.row(tenant.id)).previousPublicId).toBe(publicId);
      expect(bots.urlOf(token)).not.toContain(publicId);
    });
  });
});
