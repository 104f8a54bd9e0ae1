import { Test } from '@nestjs/testing';
import { ShopperRepository } from '@rto/customers';
import { Bell } from '@rto/jobs';
import { Clock, ManualClock, newId, type TenantId } from '@rto/kernel';
import { HeldNoticeRepository, NoticeRepository, type NewMessage } from '@rto/orders';
import type { ClosedState, Tenant } from '@rto/settings';
import { Campaigns } from './campaigns';
import type { RegosMessage } from './regos-call';

const CHAT = 501;

describe('a campaign with a picture', () => {
  const written: NewMessage[] = [];
  let closedMeanwhile: ClosedState | undefined;
  let campaigns: Campaigns;

  beforeAll(async () => {
    const add = async (_tenantId: TenantId, _kind: string, rows: NewMessage[]) => {
      written.push(...rows);
      return closedMeanwhile;
    };
    const app = await Test.createTestingModule({
      providers: [
        Campaigns,
        { provide: NoticeRepository, useValue: { add } },
        { provide: HeldNoticeRepository, useValue: { lostChats: async () => [] } },
        { provide: ShopperRepository, useValue: { reachability: async () => new Map([[CHAT, true]]) } },
        { provide: Bell, useValue: { ringBehind: () => undefined } },
        { provide: Clock, useValue: new ManualClock() },
      ],
    }).compile();
    campaigns = app.get(Campaigns);
  });

  const accept = (imageUrl: string | undefined, message: string | undefined = 'Скидка') =>
    campaigns.accept({ id: newId() } as Tenant, [{ recipient: String(CHAT), message, imageUrl }]);

  beforeEach(() => {
    written.length = 0;
    closedMeanwhile = undefined;
  });

  it('hands its address on as Telegram takes it', async () => {
    expect(await accept('https://cdn.example/Скидка 20%.jpg\n')).toEqual([{ recipient: '501', ok: true }]);
    expect(written).toMatchObject([
      { content: { imageUrl: 'https://cdn.example/%D0%A1%D0%BA%D0%B8%D0%B4%D0%BA%D0%B0%2020%25.jpg' } },
    ]);
  });

  it.each([
    'http://169.254.169.254/latest',
    'http://regos:5432/a',
    'ftp://cdn.example/a',
    'a\u0000',
    'x'.repeat(3000),
  ])('says what is wrong with the address %j, and sends no half of the message', async (imageUrl) => {
    const [result] = await accept(imageUrl);
    expect(result).toMatchObject({
      ok: false,
      error: expect.stringContaining('image_url must be') as string,
    });
    expect(written).toEqual([]);
  });

  it('of a closed shop is refused for every chat, with what closed it, and nothing is written', async () => {
    for (const [state, cause] of [
      ['disabled', 'operator'],
      ['inactive', 'switched off in REGOS'],
      ['removed', 'disconnected'],
    ] as const) {
      const messages = [CHAT, 999].map((chat) => ({ recipient: String(chat), message: 'Скидка' }));
      const results = await campaigns.accept({ id: newId(), state } as Tenant, messages as RegosMessage[]);
      expect(results.map(({ ok }) => ok)).toEqual([false, false]);
      for (const { error } of results) expect(error).toContain(cause);
    }
    expect(written).toEqual([]);
  });

  it('is refused when the shop closes in that very moment', async () => {
    closedMeanwhile = 'disabled';
    expect(await accept(undefined)).toMatchObject([
      { ok: false, error: expect.stringContaining('operator') as string },
    ]);
  });

  it('needs no picture', async () => {
    expect(await accept(undefined)).toEqual([{ recipient: '501', ok: true }]);
    expect(written).toMatchObject([{ content: { imageUrl: null } }]);
  });
});
