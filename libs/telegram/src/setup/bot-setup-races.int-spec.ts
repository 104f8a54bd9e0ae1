import { setTimeout as sleep } from 'node:timers/promises';
import type { TestingModule } from '@nestjs/testing';
import type { TenantId } from '@rto/kernel';
import { BotSetupRepository } from './bot-setup.repository';
import { TestBots, WEBHOOK } from './bots.fixture';
import { WebhookSample } from './webhook-sample';

describe('the setup of a bot that somebody else changes meanwhile', () => {
  let bots: TestBots;
  let app: TestingModule;
  let setups: BotSetupRepository;
  let token: string;
  let tenantId: TenantId;

  beforeAll(async () => {
    bots = await TestBots.open();
    app = await bots.startProcess(WEBHOOK);
    setups = app.get(BotSetupRepository);
  });
  afterAll(() => bots.close());
  beforeEach(async () => {
    token = bots.addBot();
    tenantId = (await bots.connect(app, token)).id;
  });

  /** Sets the bot up, and does `work` while Telegram takes its time for `method`. */
  async function during(method: string, work: () => Promise<unknown>): Promise<void> {
    bots.telegram.faults.add({ kind: 'slow', ms: 300, botToken: token, method, times: 1 });
    const running = bots.run(app, tenantId);
    while (!bots.methodsOf(token).includes(method)) await sleep(5);
    await work();
    await running;
  }

  it('tells Telegram the address that took the place of the one it was being told', async () => {
    await during('setWebhook', async () => setups.rotate(await setups.findOrMake(tenantId)));
    expect(await bots.row(tenantId)).toMatchObject({ webhookHash: null, attempts: 1 });
    await bots.run(app, tenantId);
    const { publicId, dueAt } = await bots.row(tenantId);
    expect(bots.urlOf(token)).toContain(publicId);
    expect(dueAt).toBeNull();
  });

  it('tells Telegram of an address that was replaced while the profile was set', async () => {
    await during('setMyCommands', async () => setups.rotate(await setups.findOrMake(tenantId)));
    expect(await bots.isDue(app, tenantId)).toBe(true);
    await bots.run(app, tenantId);
    expect(bots.urlOf(token)).toContain((await bots.row(tenantId)).publicId);
    expect(await bots.isDue(app, tenantId)).toBe(false);
  });

  it('sets a webhook again that was found to be lost while the profile was set', async () => {
    await during('setMyCommands', async () => {
      await bots.telegram.bot(token).setWebhook(undefined);
      await app.get(WebhookSample).check(tenantId);
    });
    expect(await bots.isDue(app, tenantId)).toBe(true);
    await bots.run(app, tenantId);
    expect(bots.urlOf(token)).toBeDefined();
    expect(await bots.isDue(app, tenantId)).toBe(false);
  });
});
