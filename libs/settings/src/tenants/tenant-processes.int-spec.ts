import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { Cipher, type DatabaseHandle } from '@rto/database';
import { ManualClock, type TenantId } from '@rto/kernel';
import { openTestDatabase } from '@rto/testing';
import { aConnection, endProcesses, RegosSettings, SETTINGS, tenantsOfAProcess } from './tenants.fixture';
import type { TenantService } from './tenant.service';

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (const deadlineMs = performance.now() + 20_000; !(await condition()); await sleep(5)) {
    if (performance.now() > deadlineMs) throw new Error('it did not come to pass');
  }
}

/** The clock stands still: nothing that is remembered grows old by itself, so what is seen was heard. */
describe('a tenant that several processes know', () => {
  const cipher = new Cipher([randomBytes(32)]);
  const around = { cipher, clock: new ManualClock(), regos: new RegosSettings(), added: [] };
  let close: () => Promise<void>;
  let databases: DatabaseHandle[];
  let one: TenantService;
  let other: TenantService;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    const opened = await openTestDatabase('postgres', { error: () => undefined });
    databases = [opened.handle, await opened.openAnother()];
    close = opened.close;
    [one, other] = (await Promise.all(
      databases.map((database) => tenantsOfAProcess({ ...around, database })),
    )) as [TenantService, TenantService];
  });
  afterAll(async () => {
    await endProcesses();
    await close();
  });

  const aKnownTenant = async (): Promise<TenantId> => {
    const { tenant } = await one.register({ connectedIntegrationId: aConnection(), settings: SETTINGS });
    await seenByTheOther(tenant.id, tenant.name);
    return tenant.id;
  };

  async function seenByTheOther(id: TenantId, name: string): Promise<void> {
    await until(async () => (await other.get(id)).name === name);
  }

  it('is known anew in all of them as soon as one changes it', async () => {
    const id = await aKnownTenant();
    const heard: TenantId[] = [];
    const subscription = other.changes.subscribe((changed) => heard.push(changed));
    await one.rename(id, 'Renamed');
    await seenByTheOther(id, 'Renamed');
    await until(() => heard.includes(id));
    subscription.unsubscribe();
  });

  it('is known anew also when the connection that hears of changes was cut before', async () => {
    const id = await aKnownTenant();
    let gaps = 0;
    const subscription = other.gaps.subscribe(() => (gaps += 1));
    await databases[0]?.pool.query(
      `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
          WHERE datname = current_database() AND application_name LIKE '%changes'`,
    );
    await one.rename(id, 'Renamed unheard');
    await seenByTheOther(id, 'Renamed unheard');
    await until(() => gaps > 0);
    subscription.unsubscribe();
  });

  it('keeps the one that lost its connection to another out of the cache as well', async () => {
    const id = await aKnownTenant();
    const { connection } = await one.get(id);
    const account = { BOT_TOKEN: SETTINGS.BOT_TOKEN };
    around.regos.values = { ...SETTINGS, ...account };
    const old = (await one.register({ connectedIntegrationId: aConnection() })).tenant;
    await one.reconnect(old.id, connection.connectedIntegrationId, 'shop-1');
    expect((await one.get(id)).state).toBe('removed');
  });
});
