import type { TestingModule } from '@nestjs/testing';
import { TenantService } from '@rto/settings';
import { WebhookSample } from './webhook-sample';
import { POLLING, TestBots, WEBHOOK } from './bots.fixture';

describe('the setup of a bot that Telegram refuses', () => {
  let bots: TestBots;
  let polling: TestingModule;
  let webhook: TestingModule;

  beforeAll(async () => {
    bots = await TestBots.open();
    polling = await bots.startProcess(POLLING);
    webhook = await bots.startProcess(WEBHOOK);
  });
  afterAll(() => bots.close());

  it('makes a dead token the problem of its shop, and asks again only now and then', async () => {
    const token = bots.addBot();
    bots.telegram.revoke(token);
    const { tenant } = await bots.connected(webhook, token);
    expect(await bots.problemsOf(webhook, tenant.id)).toEqual(['token_rejected']);
    await bots.run(webhook, tenant.id);
    expect(bots.methodsOf(token)).toEqual(['getMe', 'getMe']); // the second one confirms the first
    expect(await bots.isDue(webhook, tenant.id)).toBe(false);
    const waits: number[] = [];
    for (let round = 0; round < 2; round += 1) {
      const { dueAt, updatedAt } = await bots.row(tenant.id);
      waits.push(Number(dueAt) - Number(updatedAt));
      await bots.alter(tenant.id, { dueAt: new Date(0) });
      await bots.run(webhook, tenant.id);
    }
    expect(waits).toEqual([5_000, 10_000]);
    expect(await bots.problemsOf(webhook, tenant.id)).toEqual(['token_rejected']);
  });

  it.each([
    ['webhooks', () => webhook],
    ['polling', () => polling],
  ])('starts a bot again whose token Telegram takes after all, with %s', async (_, process) => {
    const { tenant, token } = await bots.connected(process());
    const other = await bots.connected(process());
    for (const each of [tenant, other.tenant]) {
      const token = each.settings.botToken ?? '';
      await process().get(TenantService).reportToken(each.id, token, 'token_rejected');
    }
    bots.telegram.revoke(other.token);
    for (const each of [tenant, other.tenant]) await bots.run(process(), each.id);
    expect(await bots.problemsOf(process(), tenant.id)).toEqual([]);
    expect(await bots.problemsOf(process(), other.tenant.id)).toEqual(['token_rejected']);
    expect(bots.methodsOf(token)).toContain('getMe');
    expect(await bots.isDue(process(), tenant.id)).toBe(false);
  });

  it('leaves out what an older server does not know of a profile, and does the rest', async () => {
    bots.telegram.missingMethods.add('setMyShortDescription').add('setChatMenuButton');
    const { tenant, token } = await bots.connected(webhook);
    bots.telegram.missingMethods.clear();
    expect(await bots.problemsOf(webhook, tenant.id)).toEqual([]);
    expect(bots.telegram.bot(token).profile.descriptions.size).toBe(3);
    expect(await bots.isDue(webhook, tenant.id)).toBe(false);
  });

  it.each([
    [401, 'setMyDescription'],
    [404, 'setMyCommands'],
    [401, 'setWebhook'],
    [404, 'setWebhook'],
  ])('takes no bot for dead because %i was answered to %s alone', async (status, method) => {
    const token = bots.addBot();
    bots.telegram.faults.add({ kind: 'status', status, method, botToken: token });
    const { tenant } = await bots.connected(webhook, token);
    bots.telegram.faults.clear();
    expect(await bots.problemsOf(webhook, tenant.id)).toEqual([]);
    await bots.alter(tenant.id, { dueAt: new Date(0) });
    await bots.run(webhook, tenant.id);
    expect(bots.urlOf(token)).toBeDefined();
    expect(await bots.isDue(webhook, tenant.id)).toBe(false);
  });

  it('notices the dead token of a shop that nobody writes to', async () => {
    const { tenant, token } = await bots.connected(webhook);
    bots.telegram.revoke(token);
    await webhook.get(WebhookSample).check(tenant.id);
    expect(await bots.problemsOf(webhook, tenant.id)).toEqual(['token_rejected']);
  });

  it('writes down why it failed, waits longer each time, and is due at once when the shop changes', async () => {
    const token = bots.addBot();
    bots.telegram.faults.add({
      kind: 'status',
      status: 500,
      botToken: token,
      method: 'setWebhook',
      times: 3,
    });
    const { tenant } = await bots.connected(webhook, token);
    const first = await bots.row(tenant.id);
    expect(first.attempts).toBe(1);
    expect(first.lastError).toContain('Internal Server Error');
    expect(await bots.isDue(webhook, tenant.id)).toBe(false);
    await bots.run(webhook, tenant.id);
    const second = await bots.row(tenant.id);
    const waits = [first, second].map(({ dueAt, updatedAt }) => Number(dueAt) - Number(updatedAt));
    expect(waits).toEqual([5_000, 10_000]);
    await webhook.get(TenantService).rename(tenant.id, 'Renamed');
    expect(await bots.isDue(webhook, tenant.id)).toBe(true);
    await bots.run(webhook, tenant.id);
    await bots.run(webhook, tenant.id);
    expect(await bots.row(tenant.id)).toMatchObject({ attempts: 0, lastError: null, dueAt: null });
  });

  it('lets everybody wait for a limit of setWebhook, and nobody for that of one profile', async () => {
    const limit = { kind: 'status', status: 429, times: 1 } as const;
    const token = bots.addBot();
    const tenant = await bots.connect(webhook, token);
    bots.telegram.faults.add({ ...limit, botToken: token, method: 'setWebhook', retryAfterSec: 7 });
    expect(await bots.run(webhook, tenant.id)).toBe(7_000);
    expect(bots.methodsOf(token)).toEqual(['getMe', 'setWebhook']);
    bots.telegram.faults.add({ ...limit, botToken: token, method: 'setMyCommands', retryAfterSec: 3_600 });
    expect(await bots.run(webhook, tenant.id)).toBeUndefined();
    expect(bots.urlOf(token)).toBeDefined();
    const { dueAt, updatedAt } = await bots.row(tenant.id);
    expect(Number(dueAt) - Number(updatedAt)).toBe(3_600_000);
  });
});
