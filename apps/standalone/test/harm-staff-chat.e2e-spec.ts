import type { Group } from '@rto/fakes';
import { aStockedShop } from './ordering';
import { RunningShop, until, type TestTenant } from './running-shop';
import { closeWithoutComplaints, placeOrder } from './walking';

const PUBLIC_ID = -1_001_000_000_001;
const PRIVATE_ID = -1_001_000_000_002;

describe('a chat of the staff that anybody can read', () => {
  let shop: RunningShop;
  let other: TestTenant;
  let [open, closed]: Group[] = [];

  beforeAll(async () => {
    shop = await RunningShop.open({ shop: aStockedShop(), settings: { ORDERS_CHAT_ID: String(PUBLIC_ID) } });
    open = shop.telegram.addGroup(shop.tenant.token, {
      id: PUBLIC_ID,
      isSupergroup: true,
      username: 'market_staff',
    });
    other = await shop.connect({ shop: aStockedShop(), settings: { ORDERS_CHAT_ID: String(PRIVATE_ID) } });
    closed = shop.telegram.addGroup(other.token, { id: PRIVATE_ID, isSupergroup: true });
  }, 90_000);
  afterAll(() => closeWithoutComplaints(shop));

  const digits = (group: Group | undefined): string => (group?.words ?? []).join('\n').replaceAll(/\D/g, '');
  const findings = async ({ id }: TestTenant): Promise<string[]> => {
    const { findings } = await shop.admin<{ findings: { code: string }[] }>('POST', `/tenants/${id}/check`);
    return findings.map(({ code }) => code);
  };

  it('learns of the order and not of the phone, which the closed chat of another shop does', async () => {
    const [buyer, another] = [await shop.visitor(), await shop.visitor('Aziza', 'ru', other)];
    for (const chat of [buyer, another]) await placeOrder(chat);
    await until(() => (open?.words ?? []).some((words) => words.includes('Новый заказ № 1')));
    expect(digits(open)).not.toContain(buyer.person.phone);
    expect(open?.words.join()).toContain('смотрите в REGOS');
    await until(() => digits(closed).includes(another.person.phone ?? '?'));
  });

  it('is a finding of the doctor, and a closed one is none', async () => {
    expect(await findings(shop.tenant)).toEqual(expect.arrayContaining(['staff_chat_public']));
    const closedFindings = await findings(other);
    expect(closedFindings).toContain('staff_chat_ok');
    expect(closedFindings).not.toContain('staff_chat_public');
  });
});
