import { auditLog, Database } from '@rto/database';
import { Owners } from '@rto/settings';
import { eq } from 'drizzle-orm';
import { TestConversation } from './conversation.fixture';

const CODE = 'K7-secret_9';
const CHAT = 700;

describe('who sends the code of the owner', () => {
  let person: TestConversation;
  beforeAll(async () => {
    person = await TestConversation.open();
  }, 60_000);
  afterAll(() => person.close());
  beforeEach(async () => {
    await person.reset({ OWNER_CODE: CODE });
    person.shown.length = 0;
  });

  const say = async (text: string): Promise<readonly string[]> => {
    person.shown.length = 0;
    await person.refresh();
    await person.say({ text });
    return [...person.shown];
  };
  const isOwner = () => person.app.get(Owners).isOwner(person.tenantId, CHAT);
  const audited = async (): Promise<unknown[]> => {
    const db = person.app.get(Database).of(person.tenantId);
    const rows = await db.select().from(auditLog).where(eq(auditLog.tenantId, person.tenantId));
    return rows.filter(({ action }) => action.startsWith('owner.'));
  };
  const buttons = (): string => JSON.stringify(person.calls.at(-1)?.payload ?? {});

  it('is the owner, whose menu has «Мой магазин», and nobody else is', async () => {
    await say('/start');
    expect(buttons()).not.toContain('Мой магазин');
    expect((await say(`/start owner_${CODE}`)).join()).toMatch(/Мой магазин: .*Теперь это ваш магазин/s);
    expect(await isOwner()).toBe(true);
    expect(await person.app.get(Owners).list(person.tenantId)).toMatchObject([
      { chatId: CHAT, name: 'Aziz', namedBy: 'code' },
    ]);
    await say('/start');
    expect(buttons()).toContain('Мой магазин');
    expect(await audited()).toMatchObject([
      { action: 'owner.name', actor: 'telegram', detail: { by: 'code' } },
    ]);
    expect(JSON.stringify(await audited())).not.toContain(String(CHAT));
    await person.tap({ type: 'openOwnShop' }, 701);
    expect(person.shown.at(-1)).toMatch(/Главное меню/);
  });

  it('is heard once the owner, and named once', async () => {
    await say(`/start owner_${CODE}`);
    expect((await say('/start owner_nonsense')).join()).not.toMatch(/Такого кода/);
    expect(await audited()).toHaveLength(1);
  });

  it('may be wrong five times an hour; then not even the right one is answered', async () => {
    for (let tries = 0; tries < 5; tries += 1) {
      expect((await say(`/start owner_wrong-${tries}`)).join()).toMatch(/Такого кода здесь нет/);
    }
    expect(await say(`/start owner_${CODE}`)).toEqual([]);
    expect(await say('/start owner_wrong-6')).toEqual([]);
    expect(await isOwner()).toBe(false);
    expect(await audited()).toHaveLength(5);
    expect(JSON.stringify(await audited())).not.toMatch(/wrong-|700/);
    person.clock.advance(3_600_000 + 1_000);
    await say(`/start owner_${CODE}`);
    expect(await isOwner()).toBe(true);
  });

  it('finds no door in a shop without a code', async () => {
    await person.reset();
    for (const text of ['/start owner_undefined', '/start owner_', '/start owner_ ']) await say(text);
    expect(await isOwner()).toBe(false);
  });

  it('may come by an invitation, which lets one person in, once', async () => {
    const owners = person.app.get(Owners);
    const [first, second] = [
      await owners.invite(person.tenantId, 701),
      await owners.invite(person.tenantId, 701),
    ];
    expect((await say(`/start owner_${first}`)).join()).toMatch(/Такого кода/); // the later one counts
    await say(`/start owner_${second}`);
    expect(await owners.list(person.tenantId)).toMatchObject([{ chatId: CHAT, namedBy: 'invitation' }]);
    await owners.remove(person.tenantId, CHAT);
    expect((await say(`/start owner_${second}`)).join()).toMatch(/Такого кода/);
    expect(await isOwner()).toBe(false);
  });

  it('is no owner of another shop with the same code of a person', async () => {
    await say(`/start owner_${CODE}`);
    await person.reset({ OWNER_CODE: 'another-code' });
    expect(await isOwner()).toBe(false);
    expect((await say(`/start owner_${CODE}`)).join()).toMatch(/Такого кода/);
  });
});
