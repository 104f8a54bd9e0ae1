import { Injectable, Logger } from '@nestjs/common';
import type { TenantId } from '@rto/kernel';
import { RegosIntegration, RegosRefusal, type CallPriority, type RegosConnection } from '@rto/regos';
import { TenantService } from './tenant.service';

/** What REGOS itself says of a connection. */
export type ConnectionFact = 'active' | 'inactive' | 'gone';

/**
 * Connect, Disconnect and Reconnect by facts that REGOS confirms: what a call of the handler says is never
 * believed (RELIABILITY section 3). REGOS unreachable is not inactive: then everything stays and is tried again.
 */
@Injectable()
export class TenantLifecycle {
  private readonly logger = new Logger(TenantLifecycle.name);

  constructor(
    private readonly tenants: TenantService,
    private readonly regos: RegosIntegration,
  ) {}

  /** A shop installed us. Repeated, it changes nothing. @throws RetryableError when REGOS does not answer */
  async connect(connectedIntegrationId: string): Promise<void> {
    if ((await this.fact(connectedIntegrationId)) !== 'active') {
      this.logger.warn('a Connect that REGOS does not confirm was ignored');
      return;
    }
    const { tenant, created } = await this.tenants.register({ connectedIntegrationId });
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
    if (fact === 'active') return false;
    await (fact === 'gone' ? this.tenants.remove(tenant.id) : this.tenants.setActive(tenant.id, false));
    return true;
  }

  /**
   * A shop installed us again under a new id. What it had moves only within one REGOS account; otherwise, or
   * when the old id is unknown, it is a new shop. @throws RetryableError when REGOS does not answer
   */
  async reconnect(connectedIntegrationId: string, previousId: string | undefined): Promise<void> {
    if ((await this.fact(connectedIntegrationId)) !== 'active') {
      this.logger.warn('a Reconnect that REGOS does not confirm was ignored');
      return;
    }
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

  /** The settings were saved, or a look is due: reads them again, and whether we are still switched on. */
  async refresh(tenantId: TenantId): Promise<void> {
    const tenant = await this.tenants.get(tenantId);
    if (tenant.state === 'removed') return;
    const { connectedIntegrationId } = tenant.connection;
    const fact = await this.factIfTold(connectedIntegrationId);
    if (fact === 'active' || fact === 'inactive') await this.tenants.setActive(tenantId, fact === 'active');
    await this.tenants.refreshSettings(tenantId);
  }

  /**
   * A look that nobody asked for, since a call of REGOS may never have come. A connection that REGOS does not list
   * is taken for switched off, not for removed: only a Disconnect starts the time after which data is deleted, and
   * the next look may find it again. @throws RetryableError when REGOS does not answer
   */
  async review(tenantId: TenantId): Promise<void> {
    const tenant = await this.tenants.get(tenantId);
    if (tenant.state === 'removed') return;
    const fact = await this.factIfTold(tenant.connection.connectedIntegrationId, 'background');
    if (fact !== undefined) await this.tenants.setActive(tenantId, fact === 'active');
    if (fact !== 'gone') await this.tenants.refreshSettings(tenantId, 'background');
  }

  /** @throws RetryableError when REGOS does not answer */
  private async fact(
    connectedIntegrationId: string,
    priority: CallPriority = 'person',
  ): Promise<ConnectionFact> {
    try {
      const connection = unknownConnection(connectedIntegrationId);
      const found = await this.regos.getConnectedIntegration(connection, priority);
      if (!found) return 'gone';
      return found.active ? 'active' : 'inactive';
    } catch (error) {
      if (error instanceof RegosRefusal && error.kind === 'stop') return 'gone';
      throw error;
    }
  }

  /** For a look that was not asked for: a REGOS that does not tell changes nothing. */
  private async factIfTold(
    connectedIntegrationId: string,
    priority: CallPriority = 'person',
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

/** For calls about a connection that has no tenant of ours yet; only the limiter and the metrics see this name. */
function unknownConnection(connectedIntegrationId: string): RegosConnection {
  return { tenantId: 'unverified', connectedIntegrationId };
}
