import { CampaignRepository, type Campaign } from '@rto/news';
import { Owners } from '@rto/settings';
import { TestConversation } from './conversation.fixture';

const CHAT = 700;
const STRANGER = 701;

describe('the campaigns of an owner', () => {
  let owner: TestConversation;
  beforeAll(async () => {
    owner = await TestConversation.open();
  }, 60_000);
  afterAll(() => owner.close());
  beforeEach(async () => {
    await owner.reset();
    const along = async (): Promise<void> => undefined;
    await owner.app.get(Owners).name(owner.tenantId, { chatId: CHAT, namedBy: 'operator' }, along);
    await owner.refresh();
    owner.shown.length = 0;
  });

  const tap = async (action: Parameters<TestConversation['tap']>[0], chatId = CHAT): Promise<string> => {
    owner.shown.length = 0;
    await owner.tap(action, chatId);
    return owner.shown.join('\n');
  };
  const write = async (text: string): Promise<string> => {
    owner.shown.length = 0;
    await owner.say({ text });
    return owner.shown.join('\n');
  };
  const campaign = async (number = 1): Promise<Campaign | undefined> =>
    owner.app.get(CampaignRepository, { strict: false }).find(owner.tenantId, number);

  it('are written, shown to the owner, and started with the number of people', async () => {
    expect(await tap({ type: 'openCampaigns' })).toContain('Не больше 2 в неделю');
    expect(await tap({ type: 'newCampaign' })).toContain('Пришлите текст');
    expect(await write('Скидка 20%')).toContain('Рассылка 1: черновик');
    await tap({ type: 'askCampaignTarget', number: 1 });
    expect(await write('сок')).toContain('Выберите товар');
    const led = await tap({ type: 'setCampaignTarget', number: 1, to: 'item', id: 101 });
    expect(led).toMatch(/Кнопка ведёт на «.*»/);
    expect(await tap({ type: 'previewCampaign', number: 1 })).toContain('Скидка 20%');
    expect(await tap({ type: 'askCampaignStart', number: 1 })).toMatch(/Получателей: [1-9]/);
    expect(await tap({ type: 'startCampaign', number: 1 })).toContain('отправляется');
    expect(await tap({ type: 'pauseCampaign', number: 1 })).toContain('на паузе');
    expect(await tap({ type: 'proceedCampaign', number: 1 })).toContain('отправляется');
    expect(await tap({ type: 'stopCampaign', number: 1 })).toContain('остановлена');
    expect(await campaign()).toMatchObject({ state: 'stopped', target: { type: 'item', id: 101 } });
  });

  it('wait for the time that was typed', async () => {
    await tap({ type: 'newCampaign' });
    await write('Скидка');
    await tap({ type: 'askCampaignTime', number: 1 });
    expect(await write('когда-нибудь')).toContain('Не получилось понять время');
    expect(await write('10:00')).toContain('ждёт своего времени');
    expect(await campaign()).toMatchObject({ state: 'scheduled' });
  });

  it('are not for others, whatever button they make up', async () => {
    await tap({ type: 'newCampaign' });
    await write('Скидка');
    for (const type of ['startCampaign', 'removeCampaign', 'previewCampaign', 'openCampaign'] as const) {
      await tap({ type, number: 1 }, STRANGER);
      expect(owner.shown.join()).not.toContain('Скидка');
    }
    await tap({ type: 'newCampaign' }, STRANGER);
    expect([await campaign(), await campaign(2)]).toMatchObject([{ state: 'draft' }, undefined]);
  });

  it('are switched off by a person for good, and on again', async () => {
    const { app, tenantId } = owner;
    const campaigns = app.get(CampaignRepository, { strict: false });
    await tap({ type: 'openMenu' }, STRANGER);
    const before = await campaigns.count(tenantId, { type: 'all' });
    expect(await tap({ type: 'newsOff' }, STRANGER)).toContain('новостей больше не будет');
    expect(await campaigns.count(tenantId, { type: 'all' })).toBe(before - 1);
    expect(await tap({ type: 'newsOn' }, STRANGER)).toContain('Готово');
    expect(await campaigns.count(tenantId, { type: 'all' })).toBe(before);
  });
});
