import type { ShopperRepository } from '@rto/customers';
import { Bell, type Jobs } from '@rto/jobs';
import type { HeldNoticeRepository } from '@rto/orders';
import { Context } from 'telegraf';
import type { ChatMember, ChatMemberUpdated, Update, UserFromGetMe } from 'telegraf/types';
import { MembershipUpdate } from './membership.update';
import type { ReturningPeople } from './returning-people';

const TENANT = 'tenant';
const PERSON = 7;
const GROUP = -100;

describe('what my_chat_member tells', () => {
  let done: unknown[];
  const note = (what: string) => async (tenantId: unknown, chatId?: unknown) =>
    void done.push(chatId === undefined ? [what, tenantId] : [what, tenantId, chatId]);
  const membership = new MembershipUpdate(
    { markBlocked: (...chat: [string, number]) => note('blocked')(...chat) } as ShopperRepository,
    { heard: (chat: object) => note('back')(chat) } as ReturningPeople,
    { wake: (...chat: [string, number]) => note('woken')(...chat) } as HeldNoticeRepository,
    new Bell({ add: (name: string, payload: object) => note(name)(payload) } as Jobs),
  );

  beforeEach(() => {
    done = [];
  });

  async function tell(chatId: number, status: ChatMember['status']): Promise<unknown[]> {
    const my_chat_member = {
      chat: { id: chatId, type: chatId > 0 ? 'private' : 'supergroup' },
      new_chat_member: { status },
    } as ChatMemberUpdated;
    const update: Update = { update_id: 1, my_chat_member };
    const context = new Context<Update>(update, {} as Context['telegram'], {} as UserFromGetMe);
    Object.assign(context.state, { tenant: { id: TENANT } });
    await membership.onMembership(context);
    return done;
  }

  it('is that a person takes no more messages', async () => {
    expect(await tell(PERSON, 'kicked')).toEqual([['blocked', TENANT, PERSON]]);
  });

  it('is that a person is back, who has what waited', async () => {
    expect(await tell(PERSON, 'member')).toEqual([['back', { tenantId: TENANT, chatId: PERSON }]]);
  });

  it.each(['member', 'administrator', 'restricted'] as const)(
    'is that a group takes messages, and those for the staff go out: %s',
    async (status) => {
      expect(await tell(GROUP, status)).toEqual([
        ['woken', TENANT, GROUP],
        ['notices.send', { tenantId: TENANT }],
      ]);
    },
  );

  it.each(['kicked', 'left'] as const)('is nothing to do where a group is closed: %s', async (status) => {
    expect(await tell(GROUP, status)).toEqual([]);
  });
});
