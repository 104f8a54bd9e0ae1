import { Logger } from '@nestjs/common';
import { ProcessLease, ProcessRepository } from '@rto/cluster';
import { notices, type DatabaseHandle } from '@rto/database';
import { Bell, Jobs } from '@rto/jobs';
import { newId, RetryableError, type TenantId } from '@rto/kernel';
import { NoticeRepository, type NoticeKind } from '@rto/orders';
import { eq, sql } from 'drizzle-orm';
import { openDatabases } from '../inbox/hosting.fixture';
import { NoticeSender } from './notice-sender';
import { NoticeSweep } from './notice-sweep';

const LEASE_MS = 60_000;

class TestQueue extends Jobs {
  constructor(private readonly isAway: () => boolean) {
    super();
  }

  async add(): Promise<void> {
    if (this.isAway()) throw new RetryableError('the queue is away');
  }
}

describe('the sweep of messages', () => {
  let database: DatabaseHandle;
  let cleanUp: () => Promise<void>;
  let lease: ProcessLease;
  let queue: NoticeRepository;
  let sweep: NoticeSweep;
  let tenantId: TenantId;
  let isQueueAway: boolean;
  let sent: { readonly tenantId: TenantId; readonly kind: NoticeKind; readonly holder: string | undefined }[];

  beforeAll(async () => {
    Logger.overrideLogger(false);
    const { handles, close } = await openDatabases('postgres');
    const [handle] = handles;
    if (!handle) throw new TypeError('no database');
    database = handle;
    cleanUp = close;
    lease = new ProcessLease(new ProcessRepository(database.db), 'worker', database);
    await lease.start();
    queue = new NoticeRepository(database.db);
  });
  afterAll(async () => {
    await lease.stop();
    await cleanUp();
  });
  beforeEach(async () => {
    await database.db.acrossTenants.delete(notices);
    tenantId = newId();
    isQueueAway = false;
    sent = [];
    const sender: Pick<NoticeSender, 'send'> = {
      send: async (of, kind, holder) => {
        const claim = await queue.claimDue(of, kind, LEASE_MS, holder);
        for (const notice of claim.notices) {
          sent.push({ tenantId: of, kind, holder });
          await queue.markSent(notice);
        }
        return undefined;
      },
    };
    sweep = new NoticeSweep(queue, sender as NoticeSender, new Bell(new TestQueue(() => isQueueAway)), lease);
  });

  const write = (kind: NoticeKind = 'order', of = tenantId): Promise<unknown> =>
    queue.add(of, kind, [{ chatId: 700, content: { type: 'orderWaiting', number: 1 } }]);
  const dueSince = (ms: number): Promise<unknown> =>
    database.db.acrossTenants
      .update(notices)
      .set({ dueAt: sql`now() - ${ms} * interval '1 millisecond'`, claimedAt: null })
      .where(eq(notices.tenantId, tenantId));

  /** And all that it starts. */
  async function round(): Promise<void> {
    await sweep.sweep();
    await sweep.onApplicationShutdown();
  }

  it('leaves to the queue what it hears', async () => {
    await write();
    await round();
    expect(sent).toEqual([]);
  });

  it('sends while the queue is away, in the name of its process', async () => {
    const other = newId();
    await write();
    await write('campaign', other);
    isQueueAway = true;
    await round();
    const holder = lease.id;
    expect(sent).toHaveLength(2);
    expect(sent).toContainEqual({ tenantId, kind: 'order', holder });
    expect(sent).toContainEqual({ tenantId: other, kind: 'campaign', holder });
  });

  it('sends what waits for long although the queue says that it hears', async () => {
    await write();
    await dueSince(6_000);
    await round();
    expect(sent).toHaveLength(1);
  });

  it('takes over at once what a process that died was sending', async () => {
    await write();
    expect((await queue.claimDue(tenantId, 'order', LEASE_MS, newId())).notices).toHaveLength(1);
    await database.db.acrossTenants.update(notices).set({ claimedAt: null });
    isQueueAway = true;
    await round();
    expect(sent).toHaveLength(1);
  });
});
