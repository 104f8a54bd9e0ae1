import { Injectable } from '@nestjs/common';
import { Bell, TenantSweep } from '@rto/jobs';
import { Clock } from '@rto/kernel';
import { TenantService } from '@rto/settings';
import type { Campaign } from './campaign';
import { CampaignRecipients } from './campaign-recipients';
import { DueCampaigns, type DueCampaign } from './due-campaigns';
import { quietUntil } from './quiet-hours';

const ROUND_MS = 1_000;
const CAMPAIGNS_A_ROUND = 50;
/** So many messages wait before more are written: some seconds of a bot's pace, and what a pause takes back. */
const ENOUGH = 150;
/** People of one statement. */
const PIECE = 300;
/** Pieces of one look: an audience that is tried already is passed quickly, and the round ends. */
const PIECES_A_LOOK = 20;
const LOOK_AGAIN_MS = 2_000;

/** Keeps some messages of each running campaign waiting for its sender, however many people it is for. */
@Injectable()
export class CampaignSweep extends TenantSweep<DueCampaign> {
  constructor(
    private readonly campaigns: DueCampaigns,
    private readonly recipients: CampaignRecipients,
    private readonly tenants: TenantService,
    private readonly bell: Bell,
    private readonly clock: Clock,
  ) {
    super(ROUND_MS, 'campaigns');
  }

  protected due(): Promise<readonly DueCampaign[]> {
    return this.campaigns.claim(CAMPAIGNS_A_ROUND);
  }

  protected async look(due: DueCampaign): Promise<void> {
    const { tenantId, campaign } = due;
    const tenant = await this.tenants.get(tenantId);
    const quiet = quietUntil(this.clock.now(), tenant.settings.timeZone);
    if (quiet) {
      // nothing of it waits through the night before what else this person is to hear
      await this.recipients.withdraw(tenantId, campaign.number);
      return this.campaigns.lookAt(due, quiet);
    }
    if (campaign.state === 'scheduled') await this.campaigns.begin(due);
    if (await this.fill(due, campaign)) return this.campaigns.lookAgainIn(due, LOOK_AGAIN_MS);
    await this.campaigns.finish(due);
  }

  /** @returns false when everybody was tried */
  private async fill({ tenantId }: DueCampaign, { number, audience }: Campaign): Promise<boolean> {
    let waiting = await this.recipients.untried(tenantId, number);
    for (let pieces = 0; waiting < ENOUGH && pieces < PIECES_A_LOOK; pieces += 1) {
      const looked = await this.recipients.takeIn(tenantId, number, audience, PIECE);
      waiting = await this.recipients.untried(tenantId, number);
      if (looked < PIECE) break;
    }
    if (waiting === 0) return this.hasMore(tenantId, number, audience);
    if (await this.recipients.isWaiting(tenantId, number)) {
      await this.bell.ring('campaigns.send', { tenantId });
    } else {
      // their messages were lost on the way, untried: they are written anew
      await this.recipients.withdraw(tenantId, number);
    }
    return true;
  }

  /** Pieces that were tried already say nothing of those behind them. */
  private async hasMore(
    tenantId: DueCampaign['tenantId'],
    number: number,
    audience: Campaign['audience'],
  ): Promise<boolean> {
    return (await this.recipients.takeIn(tenantId, number, audience, PIECE)) > 0;
  }
}
