import { Injectable, Logger } from '@nestjs/common';
import { Config } from '@rto/config';
import { auditOfRegos } from '@rto/database';
import { errorMessage, type TenantId } from '@rto/kernel';
import {
  RegosIntegration,
  RegosPageError,
  RegosRefusal,
  RegosUnavailableError,
  regosCode,
  type CallPriority,
  type ConnectedIntegration,
  type RegosConnection,
} from '@rto/regos';
import { PageReadings } from './page-readings';
import { TenantService } from './tenant.service';

/** What REGOS itself says of a connection; `foreign`: it is switched on and belongs to another card of the marketplace. */
type ConnectionFact = 'active' | 'foreign' | 'inactive' | 'gone';

/** No privilege: with 9006, how REGOS says that a connection may not ask any more (docs/regos.md 21.9). */
const NO_PRIVILEGE = 1096;

/**
 * Connect, Disconnect and Reconnect by facts that REGOS confirms: what a call of the handler says is never
 * believed (docs/reliability.md 3). REGOS unreachable is not inactive: then everything stays and is tried again.
 */
@Injectable()
export class TenantLifecycle {
  private readonly logger = new Logger(TenantLifecycle.name);

  constructor(
    private readonly tenants: TenantService,
    private readonly regos: RegosIntegration,
    private readonly pages: PageReadings,
    private readonly config: Config,
  ) {}

  /** A shop installed us. Repeated, it changes nothing. @throws RetryableError when REGOS does not answer */
  async connect(connectedIntegrationId: string): Promise<void> {
    if (!(await this.isOurs(connectedIntegrationId, 'Connect'))) return;
    const { tenant, created } = await this.tenants.register(
      { connectedIntegrationId },
      auditOfRegos('tenant.connect'),
    );
    await this.tenants.setActive(tenant.id, true);
    if (!created) await this.tenants.refreshSettings(tenant.id);
  }

  /**
   * The shop may have removed us.
   * @returns whether that is settled; false: REGOS still lists the connection as active, ask again later
   * @throws RetryableError when REGOS does not answer
   */
  async disconnect(connectedIntegrationId: string): Promise<boolean> {
    const tenant = await this.tenants.findByConnection(connectedIntegrationId);
    if (!tenant || tenant.state === 'removed') return true;
    const fact = await this.fact(connectedIntegrationId);
    if (isOn(fact)) return false;
    await (fact === 'gone'
      ? this.tenants.remove(tenant.id, auditOfRegos('tenant.disconnect'))
      : this.tenants.setActive(tenant.id, false));
    return true;
  }

  /**
   * A shop installed us again under a new id. What it had moves only within one REGOS account; otherwise, or
   * when the old id is unknown, it is a new shop. @throws RetryableError when REGOS does not answer
   */
  async reconnect(connectedIntegrationId: string, previousId: string | undefined): Promise<void> {
    if (!(await this.isOurs(connectedIntegrationId, 'Reconnect'))) return;
    const previous = previousId === undefined ? undefined : await this.tenants.findByConnection(previousId);
    const account = await this.account(connectedIntegrationId);
    if (previous && account !== undefined) {
      const moved = await this.tenants.reconnect(previous.id, connectedIntegrationId, account);
      if (moved) {
        await this.tenants.refreshSettings(moved.id);
        return;
      }
      this.logger.warn({ tenantId: previous.id, message: 'a Reconnect from another account moved nothing' });
    }
    await this.connect(connectedIntegrationId);
  }

  /** The settings were saved: reads them again, and whether we are still switched on. Throws as `review`. */
  refresh(tenantId: TenantId): Promise<void> {
    return this.look(tenantId, 'person');
  }

  /**
   * A look of our own accord, since a call of REGOS may never have come. A connection that REGOS does not list is
   * taken for switched off, not for removed: only a Disconnect starts the time after which data is deleted, and the
   * next look may find it again.
   * @throws RetryableError when REGOS does not answer
   */
  review(tenantId: TenantId): Promise<void> {
    return this.look(tenantId, 'background');
  }

  private async look(tenantId: TenantId, priority: CallPriority): Promise<void> {
    const tenant = await this.tenants.get(tenantId);
    if (tenant.state === 'removed') return;
    const fact = await this.factIfTold(tenant.connection.connectedIntegrationId, priority);
    if (fact !== undefined) await this.tenants.setActive(tenantId, isOn(fact));
    if (fact !== 'gone') await this.tenants.refreshSettings(tenantId, priority);
  }

  /** Whether a connection that introduces itself may become a shop. */
  private async isOurs(connectedIntegrationId: string, call: string): Promise<boolean> {
    const fact = await this.fact(connectedIntegrationId);
    if (fact === 'foreign') {
      this.logger.warn(
        `a ${call} of another integration than ${this.config.regos.integrationKey} was ignored`,
      );
    } else if (fact !== 'active') this.logger.warn(`a ${call} that REGOS does not confirm was ignored`);
    return fact === 'active';
  }

  /** @throws RetryableError when REGOS does not answer, or a page of a proxy does that may be over soon */
  private async fact(
    connectedIntegrationId: string,
    priority: CallPriority = 'person',
  ): Promise<ConnectionFact> {
    try {
      const connection = unknownConnection(connectedIntegrationId);
      const found = await this.regos.getConnectedIntegration(connection, priority);
      await this.pages.forget(connectedIntegrationId);
      return found ? this.factOf(found) : 'gone';
    } catch (error) {
      if (error instanceof RegosRefusal && error.kind === 'stop') return 'gone';
      const isVague = error instanceof RegosPageError || regosCode(error) === NO_PRIVILEGE;
      if (!isVague) throw error;
      if (await this.pages.note(connectedIntegrationId)) return 'gone';
      throw error instanceof RegosPageError
        ? error
        : new RegosUnavailableError(errorMessage(error), NO_PRIVILEGE);
    }
  }

  private factOf({ key, isPublic, active }: ConnectedIntegration): ConnectionFact {
    if (!active) return 'inactive';
    // a shop's own integration may have any key, or none
    return isPublic && key !== this.config.regos.integrationKey ? 'foreign' : 'active';
  }

  /** For a look that was not asked for: a REGOS that does not tell changes nothing. */
  private async factIfTold(
    connectedIntegrationId: string,
    priority: CallPriority,
  ): Promise<ConnectionFact | undefined> {
    try {
      return await this.fact(connectedIntegrationId, priority);
    } catch (error) {
      if (error instanceof RegosRefusal) return undefined;
      throw error;
    }
  }

  private async account(connectedIntegrationId: string): Promise<string | undefined> {
    return (await this.regos.getInfo(unknownConnection(connectedIntegrationId))).apiLogin;
  }
}

function isOn(fact: ConnectionFact): boolean {
  return fact === 'active' || fact === 'foreign'; // whose card it was is asked once, before it becomes a shop
}

/** For calls about a connection that has no tenant of ours yet; only the limiter and the metrics see this name. */
function unknownConnection(connectedIntegrationId: string): RegosConnection {
  return { tenantId: 'unverified', connectedIntegrationId };
}
