import { AdminApi, CHAT } from '../admin.fixture';

describe('a person of a shop', () => {
  let api: AdminApi;
  let tenantId: string;

  beforeAll(async () => {
    api = await AdminApi.start();
  });
  afterAll(() => api.stop());
  beforeEach(async () => {
    tenantId = await api.person(await api.tenant());
  });

  const path = (chatId: number | string = CHAT): string => `/tenants/${tenantId}/people/${chatId}`;
  const audited = async (): Promise<unknown[]> =>
    (await api.call('GET', `/audit?tenantId=${tenantId}`)).body['items'] as unknown[];

  it('is shown with what is kept, and then forgotten, with a line in the audit that does not say who it was', async () => {
    await api.order(tenantId, 1);
    api.clock.advance(1_000);
    const shown = await api.call('GET', path());
    expect(shown.body).toMatchObject({
      chatId: CHAT,
      profile: { firstName: 'Aziz' },
      orders: [{ number: 1 }],
    });
    const [look] = await audited();
    expect(look).toMatchObject({ action: 'person.read', tenantId, subjectId: tenantId, detail: {} });
    api.clock.advance(1_000);
    expect((await api.call('DELETE', path())).status).toBe(204);
    expect((await api.call('GET', path())).status).toBe(404);
    expect((await api.call('DELETE', path())).status).toBe(404);
    const [entry] = await audited();
    expect(entry).toMatchObject({ action: 'person.forget', tenantId, subjectId: tenantId, detail: {} });
    expect(JSON.stringify(await audited())).not.toContain(String(CHAT));
  });

  it('is refused in plain words, and nothing audited, while REGOS does not have an order of theirs', async () => {
    await api.order(tenantId, 7, 'unknown');
    const { status, body } = await api.call('DELETE', path());
    expect([status, body['detail']]).toEqual([409, expect.stringContaining('of the person yet: 7.')]);
    expect(await audited()).toHaveLength(1); // the registration
    expect((await api.call('GET', path())).status).toBe(200);
  });

  it.each(['0', '-5', '05', '1e5', '99999999999999999', 'x', '%00'])(
    'is not to be found as %s',
    async (chatId) => {
      expect((await api.call('GET', path(chatId))).status).toBe(404);
      expect((await api.call('DELETE', path(chatId))).status).toBe(404);
    },
  );
});
