import { Test } from '@nestjs/testing';
import { Config } from '@rto/config';
import { RetryableError } from '@rto/kernel';
import { TelegramClients } from '../client/telegram-clients';
import { ChatUnreachableError, TelegramRefusal, TokenRejectedError } from '../client/telegram-errors';
import { BotSetupRepository } from '../setup/bot-setup.repository';
import { TelegramBotProbe } from './telegram-bot-probe';

const OURS = 'https://bots.example/telegram/abc';
const CHAT = -1001234567890;

describe('the look at a bot', () => {
  let answers: Record<string, unknown>;
  let calls: { method: string; payload: object }[];
  let telegram: { updates: 'polling' | 'webhook'; publicUrl: string | undefined };
  let probe: TelegramBotProbe;

  beforeEach(async () => {
    answers = {
      getMe: { id: 7, username: 'market_bot' },
      getWebhookInfo: { url: '', pending_update_count: 0 },
    };
    calls = [];
    telegram = { updates: 'polling', publicUrl: undefined };
    const client = {
      call: async (method: string, payload: object) => {
        calls.push({ method, payload });
        const answer = answers[method];
        if (answer instanceof Error) throw answer;
        return answer;
      },
    };
    const app = await Test.createTestingModule({
      providers: [
        TelegramBotProbe,
        { provide: TelegramClients, useValue: { of: () => client } },
        {
          provide: BotSetupRepository,
          useValue: { find: async () => ({ key: { publicId: 'abc' }, previousPublicId: 'before' }) },
        },
        { provide: Config, useValue: { telegram } },
      ],
    }).compile();
    probe = app.get(TelegramBotProbe);
  });

  const inspect = (staffChatId?: number) => probe.inspect('tenant-1', '7:token', staffChatId);
  const webhookOf = async (url: string) => {
    answers['getWebhookInfo'] = { url, pending_update_count: 3, last_error_date: 1763800000 };
    const report = await inspect();
    return report.kind === 'answered' ? report.value.webhook : report;
  };

  it('names the bot and asks nothing that changes anything', async () => {
    expect(await inspect()).toMatchObject({ kind: 'answered', value: { username: 'market_bot' } });
    expect(calls.map(({ method }) => method)).toEqual(['getMe', 'getWebhookInfo']);
  });

  it('stops asking when the token is dead', async () => {
    answers['getMe'] = new TokenRejectedError('401');
    expect(await inspect(CHAT)).toEqual({ kind: 'refused' });
    expect(calls).toHaveLength(1);
  });

  it('says when Telegram does not answer', async () => {
    answers['getMe'] = new RetryableError('down');
    expect(await inspect()).toEqual({ kind: 'unreachable' });
  });

  it('tells our webhook from that of another program, and shows of that no more than the host', async () => {
    telegram.publicUrl = 'https://bots.example';
    telegram.updates = 'webhook';
    expect(await webhookOf(OURS)).toMatchObject({ value: { wanted: true, setTo: 'us' } });
    expect(await webhookOf('')).toMatchObject({ value: { setTo: 'nothing', host: undefined } });
    const foreign = await webhookOf('https://other.example/hook/7:token');
    expect(foreign).toMatchObject({ value: { setTo: 'another', host: 'other.example' } });
    expect(JSON.stringify(foreign)).not.toContain('token');
  });

  it('takes only the address of this very shop for ours, the one before a rotation included', async () => {
    Object.assign(telegram, { publicUrl: 'https://bots.example', updates: 'webhook' });
    expect(await webhookOf('https://bots.example/telegram/before')).toMatchObject({ value: { setTo: 'us' } });
    const others = ['https://bots.example/telegram/other', 'https://other.example/telegram/abc'];
    for (const url of others) expect(await webhookOf(url)).toMatchObject({ value: { setTo: 'another' } });
  });

  it('knows a webhook of ours that is left over, also when the service has no address any more', async () => {
    expect(await webhookOf(OURS)).toMatchObject({ value: { wanted: false, setTo: 'us' } });
    const foreign = await webhookOf('https://bots.example/telegram/other');
    expect(foreign).toMatchObject({ value: { wanted: false, setTo: 'another' } });
  });

  it('reads what waits and when a delivery last failed', async () => {
    expect(await webhookOf('')).toMatchObject({
      value: { pendingUpdates: 3, lastErrorAt: new Date('2025-11-22T08:26:40Z') },
    });
  });

  it('lets getWebhookInfo fail alone', async () => {
    answers['getWebhookInfo'] = new RetryableError('slow');
    expect(await inspect()).toMatchObject({
      value: { username: 'market_bot', webhook: { kind: 'unreachable' } },
    });
  });

  it.each([
    ['group', { status: 'member' }, true],
    ['supergroup', { status: 'administrator' }, true],
    ['supergroup', { status: 'creator' }, true],
    ['supergroup', { status: 'restricted', can_send_messages: false }, false],
    ['supergroup', { status: 'restricted', can_send_messages: true }, true],
    ['group', { status: 'left' }, false],
    ['group', { status: 'kicked' }, false],
    ['channel', { status: 'administrator', can_post_messages: true }, true],
    ['channel', { status: 'administrator' }, false],
    ['channel', { status: 'member' }, false],
  ])('sees whether the bot can write to a %s as %j: %s', async (type, member, canWrite) => {
    answers = { ...answers, getChat: { type }, getChatMember: member };
    expect(await inspect(CHAT)).toMatchObject({ value: { staffChat: { value: { canWrite } } } });
    expect(calls.at(-1)).toEqual({ method: 'getChatMember', payload: { chat_id: CHAT, user_id: 7 } });
  });

  it.each([
    [{ type: 'supergroup', username: 'our_staff' }, true],
    [{ type: 'channel', active_usernames: ['our_staff'] }, true],
    [{ type: 'supergroup', active_usernames: [] }, false],
    [{ type: 'group' }, false],
    [{ type: 'channel' }, false],
    [{ type: 'private', username: 'owner' }, false],
  ])('sees whether anybody can read %j: %s', async (chat, isPublic) => {
    answers = { ...answers, getChat: chat, getChatMember: { status: 'creator' } };
    expect(await inspect(CHAT)).toMatchObject({ value: { staffChat: { value: { isPublic } } } });
  });

  it('can write to every person it knows', async () => {
    answers['getChat'] = { type: 'private' };
    expect(await inspect(5)).toMatchObject({ value: { staffChat: { value: { canWrite: true } } } });
  });

  it.each([new TelegramRefusal('chat not found'), new ChatUnreachableError('kicked')])(
    'finds no staff chat: %s',
    async (refusal) => {
      answers['getChat'] = refusal;
      expect(await inspect(CHAT)).toMatchObject({ value: { staffChat: { kind: 'refused' } } });
    },
  );

  it('hides no fault of our own', async () => {
    answers['getMe'] = new TypeError('ours');
    await expect(inspect()).rejects.toThrow(TypeError);
  });
});
