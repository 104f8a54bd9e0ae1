import type { Answer, BotReport, WebhookReport } from './bot-probe';
import { checkBot } from './check-bot';
import { aTenant, NOW, told } from './doctor.builders';

const UNREACHABLE = { kind: 'unreachable' } as const;
const REFUSED = { kind: 'refused' } as const;

function aWebhook(over: Partial<WebhookReport> = {}): Answer<WebhookReport> {
  const nothing = { host: undefined, pendingUpdates: 0, lastErrorAt: undefined };
  return { kind: 'answered', value: { wanted: false, setTo: 'nothing', ...nothing, ...over } };
}

function aReport(over: Partial<BotReport> = {}): Answer<BotReport> {
  return {
    kind: 'answered',
    value: { username: 'market_bot', isInline: true, webhook: aWebhook(), staffChat: undefined, ...over },
  };
}

const check = (answer: Answer<BotReport>) => checkBot(aTenant(), answer, NOW);
const ofWebhook = (over: Partial<WebhookReport>) => check(aReport({ webhook: aWebhook(over) })).slice(1);

describe('the check of a bot', () => {
  it('is content with a polled bot without a webhook, and names the bot', () => {
    const findings = check(aReport());
    expect(told(findings)).toEqual(['token_ok BOT_TOKEN', 'webhook_ok']);
    expect(findings[0]?.message.en).toContain('@market_bot');
  });

  it('is content with our own webhook when the service wants one', () => {
    expect(told(ofWebhook({ wanted: true, setTo: 'us' }))).toEqual(['webhook_ok']);
  });

  it('finds a token that Telegram rejects, and asks no more of it', () => {
    expect(told(check(REFUSED))).toEqual(['token_rejected BOT_TOKEN']);
  });

  it('says so when Telegram does not answer', () => {
    expect(told(check(UNREACHABLE))).toEqual(['telegram_unreachable']);
  });

  it.each([true, false])('finds the webhook of another program, service by webhook: %s', (wanted) => {
    const [found, ...others] = ofWebhook({ wanted, setTo: 'another', host: 'other.example' });
    expect(found).toMatchObject({ code: 'webhook_foreign', severity: 'error' });
    expect(found?.message.ru).toContain('other.example');
    expect(others).toEqual([]);
  });

  it('finds a missing webhook where the service wants one', () => {
    expect(told(ofWebhook({ wanted: true, setTo: 'nothing' }))).toEqual(['webhook_missing']);
  });

  it('finds our own webhook where the service polls', () => {
    expect(told(ofWebhook({ wanted: false, setTo: 'us' }))).toEqual(['webhook_left_over']);
  });

  it('tells of deliveries that failed within the hour, by the clock of the shop', () => {
    const lastErrorAt = new Date('2026-11-23T08:30:00Z');
    const [found] = ofWebhook({ wanted: true, setTo: 'us', lastErrorAt });
    expect(found).toMatchObject({ code: 'webhook_failing', severity: 'warning' });
    expect(found?.message.en).toContain('23.11.2026 13:30');
  });

  it('forgives an error of hours ago, which Telegram never forgets', () => {
    const lastErrorAt = new Date('2026-11-23T07:59:00Z');
    expect(told(ofWebhook({ wanted: true, setTo: 'us', lastErrorAt }))).toEqual(['webhook_ok']);
  });

  it('finds many updates that nobody takes, and not a few', () => {
    expect(told(ofWebhook({ pendingUpdates: 101 }))).toEqual(['updates_waiting']);
    expect(told(ofWebhook({ pendingUpdates: 100 }))).toEqual(['webhook_ok']);
  });

  it.each([UNREACHABLE, REFUSED])('says so when getWebhookInfo has no answer: %j', (webhook) => {
    expect(told(check(aReport({ webhook })))).toEqual(['token_ok BOT_TOKEN', 'webhook_unchecked']);
  });

  it.each([
    ['explains how to switch inline mode on', false, false, 'inline_off'],
    ['says that it is on and not used yet', true, false, 'inline_unused'],
    ['is content once it is used', true, true, 'inline_ok'],
  ])('%s', (_rule, isInline, isKnown, code) => {
    const tenant = aTenant(
      { INLINE_SHARING: 'true' },
      { bot: { id: 7, username: 'market_bot', isInline: isKnown } },
    );
    expect(told(checkBot(tenant, aReport({ isInline }), NOW)).at(-1)).toBe(`${code} INLINE_SHARING`);
  });

  it.each([
    [
      'is content with a staff chat it can write to',
      { kind: 'answered', value: { canWrite: true, isPublic: false } },
      'staff_chat_ok',
    ],
    [
      'finds one it may only read',
      { kind: 'answered', value: { canWrite: false, isPublic: false } },
      'staff_chat_read_only',
    ],
    [
      'finds one that anybody can read',
      { kind: 'answered', value: { canWrite: true, isPublic: true } },
      'staff_chat_public',
    ],
    ['finds one it is not in', REFUSED, 'staff_chat_not_found'],
    ['says so when Telegram does not answer about it', UNREACHABLE, 'staff_chat_unchecked'],
  ] as const)('%s', (_rule, staffChat, code) => {
    expect(told(check(aReport({ staffChat }))).at(-1)).toBe(`${code} ORDERS_CHAT_ID`);
  });
});
