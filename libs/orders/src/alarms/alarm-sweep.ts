import { Injectable } from '@nestjs/common';
import { Bell, TenantSweep } from '@rto/jobs';
import { RateLimitedError, RetryableError } from '@rto/kernel';
import { RegosAuthorizationError, RegosIntegration, RegosRefusal } from '@rto/regos';
import { isClosed, TenantService, type Tenant } from '@rto/settings';
import { AlarmRepository, type DueAlarm } from './alarm.repository';
import { regosBack } from './regos-watch';

const ROUND_MS = 15_000;
const ALARMS_A_ROUND = 200;
/** Of a shop: one call each time that REGOS is away, until it is back. */
const LOOK_AGAIN_MS = 60_000;
/** The staff hears of a tariff that is used up once a day. */
const QUOTA_KEPT_MS = 24 * 60 * 60_000;

type Answer = 'answers' | 'silent' | 'unknown';

/** The round that tells the staffs of shops what is wrong, and that it is over. */
@Injectable()
export class AlarmSweep extends TenantSweep<DueAlarm> {
  constructor(
    private readonly alarms: AlarmRepository,
    private readonly tenants: TenantService,
    private readonly regos: RegosIntegration,
    private readonly bell: Bell,
  ) {
    super(ROUND_MS, 'alarms');
  }

  protected async due(): Promise<readonly DueAlarm[]> {
    await this.alarms.forgetDays();
    return this.alarms.claimDue(ALARMS_A_ROUND, LOOK_AGAIN_MS);
  }

  protected async look({ tenantId, kind, isTold, ageMs }: DueAlarm): Promise<void> {
    const tenant = await this.tenants.get(tenantId);
    if (isClosed(tenant)) return this.alarms.end(tenant, kind);
    if (kind === 'quota') {
      if (!isTold) await this.alarms.tell(tenant, kind, { type: 'staffQuota' });
      else if (ageMs > QUOTA_KEPT_MS) await this.alarms.end(tenant, kind);
    } else {
      const answer = await this.ask(tenant);
      if (answer === 'answers') await this.alarms.end(tenant, kind, regosBack);
      if (answer === 'silent') await this.alarms.tell(tenant, kind, { type: 'staffRegosAway' });
    }
    await this.bell.ring('notices.send', { tenantId });
  }

  /** Another process may hear answers that this one does not. */
  private async ask({ connection }: Tenant): Promise<Answer> {
    try {
      await this.regos.getInfo(connection, 'person');
      return 'answers';
    } catch (error) {
      if (error instanceof RegosRefusal) return 'answers';
      if (error instanceof RateLimitedError || error instanceof RegosAuthorizationError) return 'unknown';
      if (error instanceof RetryableError) return 'silent';
      throw error;
    }
  }
}
