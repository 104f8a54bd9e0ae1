import { Injectable } from '@nestjs/common';
import { auditOfRegos, type AlongInTransaction } from '@rto/database';
import { Jobs } from '@rto/jobs';
import { RetryableError, type TenantId } from '@rto/kernel';
import { RegosIntegration, RegosRefusal, type CallPriority, type Refusal } from '@rto/regos';
import type { Observable } from 'rxjs';
import { chatMovedProblem, settingProblem, type TenantProblem } from '../values/setting-problems';
import { maskSecrets, namedSettings, unmaskSecrets, type SettingValues } from '../values/setting-values';
import { withoutSecrets } from './closing';
import { connectionProblem, refusalProblem } from './connection-problems';
import { heirOf } from './left-connection';
import { changedNames, isNothingNew, maybe, revived, withoutProblem, withProblem } from './record-changes';
import { isRunnable, type Tenant, type TenantBot } from './tenant';
import { TenantCache } from './tenant-cache';
import { TenantNotFoundError } from './tenant-not-found-error';
import { effectiveSettings, withSettings, type TenantChange, type TenantRecord } from './tenant-record';
import { TenantRepository, type TenantCursor } from './tenant.repository';

interface Registration {
  readonly connectedIntegrationId: string;
  readonly name?: string | undefined;
  /** They win over REGOS's; none given: REGOS's are read. */
  readonly settings?: SettingValues | undefined;
}

/**
 * Registers tenants, keeps their settings and says what state they are in. A `along` writes down who wanted a
 * change, together with it.
 */
@Injectable()
export class TenantService {
  constructor(
    private readonly tenants: TenantRepository,
    private readonly regos: RegosIntegration,
    private readonly jobs: Jobs,
    private readonly cache: TenantCache,
  ) {}

  /** Tenants that any process has changed, within milliseconds of the commit. */
  get changes(): Observable<TenantId> {
    return this.cache.changes;
  }

  /** Changes of other processes may have been missed: look at all tenants (`versions`). */
  get gaps(): Observable<void> {
    return this.cache.gaps;
  }

  /**
   * At most a second old; a removed tenant is found as well. One that had to leave its connection to another tenant
   * goes on by way of that one's: orders of the time before still reach REGOS. @throws TenantNotFoundError
   */
  async get(id: TenantId): Promise<Tenant> {
    const tenant = await this.cache.get(id, (unknown) => this.tenants.find(unknown));
    if (!tenant) throw new TenantNotFoundError(id);
    const heirId = heirOf(tenant.connection.connectedIntegrationId);
    if (heirId === undefined) return tenant;
    const { connectedIntegrationId } = (await this.get(heirId)).connection;
    return { ...tenant, connection: { tenantId: id, connectedIntegrationId } };
  }

  /** A removed tenant is found as well. */
  findByConnection(connectedIntegrationId: string): Promise<Tenant | undefined> {
    return this.tenants.findByConnection(connectedIntegrationId);
  }

  /** Newest first, without removed ones. */
  list(limit: number, after?: TenantCursor): Promise<Tenant[]> {
    return this.tenants.page(limit, after);
  }

  /**
   * Every tenant whose bot can be started. Disabled and inactive ones are among them: their bots still say that
   * the shop is closed. Only a missing or rejected token stops a bot; other problems leave the rest working.
   * @param among these only; all of them unless given
   */
  async listRunnable(among?: readonly TenantId[]): Promise<Tenant[]> {
    return (await this.tenants.all(among)).filter(isRunnable);
  }

  /**
   * Of every tenant that is not removed, a number that changes with each change of the tenant. Much cheaper than
   * reading the tenants themselves: nothing is decrypted.
   */
  versions(): Promise<ReadonlyMap<TenantId, number>> {
    return this.tenants.versions();
  }

  /**
   * Registers a shop, or finds the tenant its connection has. A removed tenant comes back with its history.
   * When REGOS cannot be asked for the settings now, that is a problem of the tenant, and a job asks again.
   */
  async register(
    registration: Registration,
    along?: AlongInTransaction,
  ): Promise<{ tenant: Tenant; created: boolean }> {
    const { connectedIntegrationId, name, settings = {} } = registration;
    const known = await this.tenants.findByConnection(connectedIntegrationId);
    if (known && known.state !== 'removed') return { tenant: known, created: false };
    const tenant = known
      ? await this.change(known.id, (record) => revived(record, name, settings), along)
      : await this.tenants.insert({ connectedIntegrationId, name, settings }, this.announcing(along));
    if (!tenant) return this.register(registration, along); // somebody registered it between the look and the insert
    this.cache.forget(tenant.id);
    // what was given wins; a shop that is complete with it need not be asked for the rest
    const isComplete = !tenant.problems.some(({ code }) => code === 'missing' || code === 'token_missing');
    if (isComplete) return { tenant, created: true };
    return { tenant: await this.readFirstSettings(tenant), created: true };
  }

  /** Takes no orders until then; undefined: takes them again as its settings say. */
  closeUntil(id: TenantId, closedUntil: Date | undefined, along?: AlongInTransaction): Promise<Tenant> {
    return this.change(id, () => ({ closedUntil }), along);
  }

  /** Lets every process read a tenant anew, since `along` changes what hangs on it. */
  touch(id: TenantId, along: AlongInTransaction): Promise<Tenant> {
    return this.change(id, () => ({}), along);
  }

  rename(id: TenantId, name: string, along?: AlongInTransaction): Promise<Tenant> {
    return this.change(id, () => ({ name }), along);
  }

  enable(id: TenantId, along?: AlongInTransaction): Promise<Tenant> {
    return this.change(id, () => ({ enabled: true }), along);
  }

  disable(id: TenantId, along?: AlongInTransaction): Promise<Tenant> {
    return this.change(id, () => ({ enabled: false }), along);
  }

  /** The bot stops; orders, carts and links stay. */
  async remove(id: TenantId, along?: AlongInTransaction): Promise<void> {
    await this.change(id, () => ({ removed: true }), along);
  }

  /** Of a removed shop whose bot Telegram knows no more. One that comes back brings its token along. */
  async forgetToken(id: TenantId): Promise<void> {
    await this.change(id, (record) => {
      if (!record.removed) return undefined;
      const manualSettings = withoutSecrets(record.manualSettings);
      const regosSettings = withoutSecrets(record.regosSettings);
      return maybe({ ...(manualSettings && { manualSettings }), ...(regosSettings && { regosSettings }) });
    });
  }

  /** The values that count, secrets masked. */
  async settings(id: TenantId): Promise<SettingValues> {
    const stored = await this.tenants.settings(id);
    if (!stored) throw new TenantNotFoundError(id);
    return maskSecrets({ ...stored.regosSettings, ...stored.manualSettings });
  }

  /** Replaces what was set by hand; where it says nothing, REGOS's values count. A mask keeps the secret. */
  putSettings(id: TenantId, values: SettingValues, along?: AlongInTransaction): Promise<Tenant> {
    return this.change(
      id,
      (record) => withSettings(record, { manualSettings: unmaskSecrets(values, record.manualSettings) }),
      along,
    );
  }

  /** Some tenants whose state or account is to be asked for soon, in any order. */
  unsettled(limit: number): Promise<TenantId[]> {
    return this.tenants.unsettled(limit);
  }

  /**
   * Reads the settings from REGOS again. Problems that they may have solved are dropped, except by a look in the
   * `background` that finds nothing new, and so nothing mended.
   * @throws RetryableError REGOS does not answer
   * @throws RegosRefusal the connection may not read them; the tenant has the problem by then
   */
  async refreshSettings(id: TenantId, priority: CallPriority = 'person'): Promise<Tenant> {
    for (;;) {
      const before = await this.tenants.find(id);
      if (!before) throw new TenantNotFoundError(id);
      const regosSettings = await this.readSettings(before, priority);
      const account = await this.newAccount(id, priority);
      let isOutdated = false;
      let changed: readonly string[] = [];
      const change = (record: TenantRecord): TenantChange | undefined => {
        // somebody changed the tenant while REGOS answered, perhaps with newer settings: they are read once more
        isOutdated = record.updatedAt.getTime() !== before.updatedAt.getTime();
        if (isOutdated) return undefined;
        if (priority === 'background' && isNothingNew(record, regosSettings)) return maybe(account);
        changed = changedNames(record.regosSettings, regosSettings);
        return withSettings(record, { regosSettings, ...account });
      };
      const tenant = await this.change(id, change, async (tx) => {
        if (changed.length > 0) await auditOfRegos('tenant.settings', { settings: changed })(tx, id);
      });
      if (!isOutdated) return tenant;
    }
  }

  /** REGOS says whether the connection is switched on. */
  setActive(id: TenantId, active: boolean): Promise<Tenant> {
    return this.change(
      id,
      (record) => (record.inactive === active ? { inactive: !active } : undefined),
      auditOfRegos(active ? 'tenant.activate' : 'tenant.deactivate'),
    );
  }

  /**
   * Moves a tenant with everything it has to a new connection of the same account.
   * @returns undefined when the account is another one, or was never known: then nothing moves
   */
  async reconnect(
    id: TenantId,
    connectedIntegrationId: string,
    apiLogin: string,
  ): Promise<Tenant | undefined> {
    const record = await this.tenants.record(id);
    if (record?.account !== apiLogin) return undefined; // never known: belongs to none
    const revive = { removed: false, inactive: false };
    const changed: TenantId[] = []; // whoever had the connection before is left without
    const tenant = await this.tenants.moveConnection(
      id,
      connectedIntegrationId,
      (before) => withSettings(before, revive),
      this.announcing(async (tx, each) => {
        changed.push(each);
        await auditOfRegos('tenant.reconnect')(tx, each);
      }),
    );
    for (const each of changed) this.cache.forget(each);
    return tenant;
  }

  /** What getMe said about the bot of `token`, so that the next start need not ask. */
  setBot(id: TenantId, token: string, bot: TenantBot): Promise<Tenant> {
    return this.change(id, () => ({ bot: this.tenants.knownBot(token, bot) }));
  }

  /** Makes the tenant misconfigured until its settings change or `clearProblem`. */
  reportProblem(id: TenantId, problem: TenantProblem, along?: AlongInTransaction): Promise<Tenant> {
    return this.change(id, (record) => withProblem(record, problem), along);
  }

  /** Telegram's word on a token; without effect when the tenant has another one by now. */
  reportToken(id: TenantId, token: string, code: 'token_rejected' | 'token_in_use'): Promise<Tenant> {
    return this.change(id, (record) =>
      effectiveSettings(record).BOT_TOKEN === token
        ? withProblem(record, settingProblem('BOT_TOKEN', code))
        : undefined,
    );
  }

  /** The token works after all; without effect when the tenant has another one by now. */
  clearToken(id: TenantId, token: string, code: 'token_rejected'): Promise<Tenant> {
    return this.change(id, (record) =>
      effectiveSettings(record).BOT_TOKEN === token ? withoutProblem(record, code) : undefined,
    );
  }

  /**
   * The group of ORDERS_CHAT_ID has another number by now, which counts until the setting changes; without effect when
   * it has changed already.
   */
  staffChatMoved(id: TenantId, from: number, to: number): Promise<Tenant> {
    return this.change(id, (record) =>
      Number(effectiveSettings(record).ORDERS_CHAT_ID) === from
        ? withProblem(record, chatMovedProblem(to))
        : undefined,
    );
  }

  /** REGOS refused an order because of the shop's setup, or of a mistake of ours. */
  reportRefusal(id: TenantId, refusal: Refusal): Promise<Tenant> {
    return this.reportOfRegos(id, refusalProblem(refusal));
  }

  clearProblem(id: TenantId, code: string): Promise<Tenant> {
    return this.change(id, (record) => withoutProblem(record, code));
  }

  private reportOfRegos(id: TenantId, problem: TenantProblem): Promise<Tenant> {
    return this.reportProblem(id, problem, auditOfRegos('tenant.problem', { code: problem.code }));
  }

  private async readSettings({ id, connection }: Tenant, priority: CallPriority): Promise<SettingValues> {
    try {
      const rows = await this.regos.getSettings(connection, priority);
      return namedSettings(Object.fromEntries(rows.map(({ key, value }) => [key, value]))).values;
    } catch (error) {
      if (error instanceof RegosRefusal) {
        const refused = connectionProblem('connection_refused');
        await this.reportOfRegos(id, error.kind === 'stop' ? refused : refusalProblem(error));
      }
      throw error;
    }
  }

  /** Which REGOS account is behind the connection; asked for once. Without it a later Reconnect moves nothing. */
  private async newAccount(id: TenantId, priority: CallPriority): Promise<Pick<TenantChange, 'account'>> {
    const record = await this.tenants.record(id);
    if (!record || record.account !== undefined) return {};
    try {
      const { apiLogin } = await this.regos.getInfo({ tenantId: id, ...record }, priority);
      return apiLogin === undefined ? {} : { account: apiLogin };
    } catch (error) {
      if (!(error instanceof RetryableError || error instanceof RegosRefusal)) throw error;
      return {}; // the next reading of the settings asks again
    }
  }

  private async readFirstSettings(tenant: Tenant): Promise<Tenant> {
    try {
      return await this.refreshSettings(tenant.id);
    } catch (error) {
      if (error instanceof RegosRefusal) return this.get(tenant.id);
      if (!(error instanceof RetryableError)) throw error;
      const unread = await this.reportProblem(tenant.id, connectionProblem('settings_unread'));
      await this.jobs.add('tenants.refresh', { tenantId: tenant.id });
      return unread;
    }
  }

  private async change(
    id: TenantId,
    change: (record: TenantRecord) => TenantChange | undefined,
    along?: AlongInTransaction,
  ): Promise<Tenant> {
    let isChanged = false;
    const recordChange = (record: TenantRecord): TenantChange | undefined => {
      const changes = change(record);
      isChanged = changes !== undefined;
      return changes;
    };
    const tenant = await this.tenants.change(id, recordChange, this.announcing(along));
    if (!tenant) throw new TenantNotFoundError(id);
    if (isChanged) this.cache.forget(id);
    return tenant;
  }

  /** Tells all processes together with the change. */
  private announcing(along?: AlongInTransaction): AlongInTransaction {
    return async (tx, id) => {
      await this.cache.announce(id, tx);
      await along?.(tx, id);
    };
  }
}
