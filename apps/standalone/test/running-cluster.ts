import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createTestDatabase,
  startRedis,
  type TestDatabase,
  type TestRedis,
} from '../../../scripts/test-services';
import { FrontDoor } from './front-door';
import { freePort, TestProcess } from './test-process';
import { TestWorld, type ShopOptions } from './test-world';
import { Wire } from './wire';

export type Kind = 'api' | 'bot' | 'worker';
export const KINDS: readonly Kind[] = ['api', 'bot', 'worker'];

const DIST = join(__dirname, '../../../dist');

interface ClusterOptions extends ShopOptions {
  /** Processes of each kind; unless given, one. */
  readonly size?: Partial<Record<Kind, number>>;
  /** Whether the database is reached through `databaseWire`. */
  readonly wired?: boolean;
  /** What follows `node` to start one; unless given, its entry in dist. */
  readonly command?: (kind: Kind) => readonly string[];
  /** What is done to the stores before the first process starts. @param environment that of the processes */
  readonly prepare?: (environment: Record<string, string>) => void;
}

export interface Member {
  readonly kind: Kind;
  readonly process: TestProcess;
}

/**
 * Any number of api, bot and worker processes on a PostgreSQL database and a Redis of their own, behind one
 * address, between a fake REGOS and a fake Telegram. Members can be killed, started again and added.
 */
export class RunningCluster extends TestWorld {
  database!: TestDatabase;
  redis!: TestRedis;
  private wire: Wire | undefined;
  door!: FrontDoor;
  private doorPort = 0;
  private dataDir = '';
  private readonly encryptionKey = randomBytes(32).toString('base64');
  private readonly all: Member[] = [];

  private constructor(private readonly cluster: ClusterOptions) {
    super(cluster);
  }

  /** Starts everything with one connected shop. */
  static async open(options: ClusterOptions = {}): Promise<RunningCluster> {
    const running = new RunningCluster(options);
    try {
      await running.openStores();
      options.prepare?.(running.environment);
      // the first one migrates; started all at once they would wait for each other
      const kinds = KINDS.flatMap((kind) => Array<Kind>(options.size?.[kind] ?? 1).fill(kind));
      for (const kind of kinds) await running.add(kind);
      running.tenant = await running.connect(options);
    } catch (error) {
      await running.close(); // nobody else can: the caller gets no cluster
      throw error;
    }
    return running;
  }

  /** Of the reverse proxy before the api processes: it stays while any of them comes and goes. */
  get url(): string {
    return `http://127.0.0.1:${this.doorPort}`;
  }

  get log(): string {
    return this.all.map(({ kind, process }, index) => `== ${kind} ${index}\n${process.log}`).join('\n');
  }

  /** Between the members and their database. */
  get databaseWire(): Wire {
    if (!this.wire) throw new Error('open the cluster with `wired: true`');
    return this.wire;
  }

  get members(): readonly Member[] {
    return this.all;
  }

  processes(kind: Kind): readonly TestProcess[] {
    return this.all.filter((member) => member.kind === kind).map((member) => member.process);
  }

  /** The first of its kind. */
  process(kind: Kind): TestProcess {
    const [first] = this.processes(kind);
    if (!first) throw new Error(`there is no ${kind}`);
    return first;
  }

  /** Starts one more. @param extra variables of its first start alone */
  async add(kind: Kind, extra: Readonly<Record<string, string>> = {}): Promise<TestProcess> {
    const command = this.cluster.command?.(kind) ?? [join(DIST, `apps/${kind}/src/main.js`)];
    const process = new TestProcess(command, await freePort(), this.environment);
    this.all.push({ kind, process });
    await process.start(extra);
    return process;
  }

  /** What every member is told. */
  override get environment(): Record<string, string> {
    return {
      DATA_DIR: this.dataDir,
      DATABASE_URL: this.wire?.url ?? this.database.url,
      REDIS_URL: this.redis.url,
      ENCRYPTION_KEY: this.encryptionKey,
      PUBLIC_URL: this.url,
      ...super.environment,
    };
  }

  /** Stops every member. @returns their exit codes, in the order of `members` */
  stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<(number | undefined)[]> {
    return Promise.all(this.all.map((member) => member.process.stop(signal)));
  }

  async close(): Promise<void> {
    await this.stop();
    await this.door?.close();
    await this.closeFakes();
    await this.wire?.close();
    await this.redis?.dispose();
    await this.database?.drop();
    if (this.dataDir !== '') await rm(this.dataDir, { recursive: true, force: true });
  }

  private async openStores(): Promise<void> {
    await this.openFakes();
    [this.database, this.redis] = await Promise.all([createTestDatabase(), startRedis()]);
    if (this.cluster.wired) this.wire = await Wire.to(this.database.url);
    this.dataDir = await mkdtemp(join(tmpdir(), 'rto-cluster-'));
    this.doorPort = await freePort();
    this.door = await FrontDoor.open(this.doorPort, () =>
      this.processes('api')
        .filter((api) => api.isRunning)
        .map((api) => api.port),
    );
  }
}
