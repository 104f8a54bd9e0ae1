import { Injectable } from '@nestjs/common';
import { Clock, RetryableError, type TenantId } from '@rto/kernel';
import {
  chosenGroups,
  RegosDeliveryOrders,
  RegosInspection,
  RegosRefusal,
  SelectorIgnoredError,
  type ShopSetup,
  type StockedItemQuery,
} from '@rto/regos';
import { staffChatOf, type Tenant } from '../tenants/tenant';
import { TenantService } from '../tenants/tenant.service';
import { BotProbe } from './bot-probe';
import { checkBot } from './check-bot';
import { checkGoods, isShown, type FirstGoods } from './check-goods';
import { checkReferences } from './check-references';
import { checkRegos, regosFailure } from './check-regos';
import { checkRules } from './check-rules';
import { bySeverity, finding, problemFinding, settingFinding, type Finding } from './finding';
import { unreadPart } from './unread-part';

export interface Checkup {
  readonly tenantId: TenantId;
  readonly checkedAt: Date;
  /** Errors first. */
  readonly findings: readonly Finding[];
}

/** A document that an order of the shop has become. */
interface MadeDocument {
  readonly id: number;
  readonly stockId: number;
}

const FIRST_GOODS = 10;
const DOCUMENTS = { ru: 'Документы заказов', uz: 'Buyurtma hujjatlari', en: 'Documents of orders' };
const GOODS = { ru: 'Первые товары', uz: 'Dastlabki tovarlar', en: 'First goods' };
/** Problems noticed earlier that an answer of REGOS proves to be over. */
const PROVEN_OVER: readonly string[] = ['connection_refused', 'settings_unread'];

/** The dry run over a shop: what is wrong and what to do about it. Writes nothing anywhere. */
@Injectable()
export class SettingsDoctor {
  constructor(
    private readonly tenants: TenantService,
    private readonly bots: BotProbe,
    private readonly regos: RegosInspection,
    private readonly documents: RegosDeliveryOrders,
    private readonly clock: Clock,
  ) {}

  /**
   * Costs REGOS one batch and one to three reads, with the lowest priority. What cannot be asked is a finding.
   * @param made documents of the shop's last orders, for a look whether REGOS shows them
   * @throws TenantNotFoundError
   */
  async check(id: TenantId, made: readonly MadeDocument[] = []): Promise<Checkup> {
    const tenant = await this.tenants.get(id);
    const checkedAt = this.clock.now();
    if (tenant.state === 'removed') {
      return { tenantId: id, checkedAt, findings: [finding('shop_removed')] };
    }
    const [bot, regos] = await Promise.all([
      this.checkBot(tenant, checkedAt),
      this.checkRegos(tenant, made, checkedAt),
    ]);
    const noticed = tenant.problems.filter(({ code }) => !(regos.answered && PROVEN_OVER.includes(code)));
    const findings = withoutRepetition([
      ...noticed.map(problemFinding),
      ...checkRules(tenant, checkedAt),
      ...bot,
      ...regos.findings,
    ]);
    return { tenantId: id, checkedAt, findings: bySeverity(findings) };
  }

  private async checkBot(tenant: Tenant, now: Date): Promise<Finding[]> {
    const { botToken } = tenant.settings;
    if (botToken === undefined) return []; // a problem of its own
    return checkBot(tenant, await this.bots.inspect(tenant.id, botToken, staffChatOf(tenant)), now);
  }

  private async checkRegos(
    tenant: Tenant,
    made: readonly MadeDocument[],
    now: Date,
  ): Promise<{ answered: boolean; findings: Finding[] }> {
    let setup: ShopSetup;
    try {
      const { deliveryFeeItemId: feeItemId, cardGroupId } = tenant.settings;
      setup = await this.regos.read(tenant.connection, { feeItemId, cardGroupId });
    } catch (error) {
      return { answered: false, findings: [regosFailure(error)] };
    }
    const references = checkReferences(tenant.settings, setup);
    const findings = [...checkRegos(setup, tenant.settings.timeZone, now), ...references];
    const query = goodsQuery(tenant, setup);
    // goods of a stock or in a price that does not exist: the finding about that is enough
    const isPointless = !query || references.some(({ severity }) => severity === 'error');
    if (isPointless) return { answered: true, findings };
    const more = await Promise.all([this.checkGoods(tenant, query), this.checkDocuments(tenant, made)]);
    return { answered: true, findings: [...findings, ...more.flat()] };
  }

  private async checkGoods(tenant: Tenant, query: StockedItemQuery): Promise<Finding[]> {
    try {
      return checkGoods(tenant.settings, await this.firstGoods(tenant, query));
    } catch (error) {
      if (error instanceof SelectorIgnoredError)
        return [settingFinding('price_type_ignored', 'PRICE_TYPE_ID')];
      if (error instanceof RetryableError || error instanceof RegosRefusal) return [unreadPart(error, GOODS)];
      throw error;
    }
  }

  /**
   * Whatever the settings hide first, so that a finding can say why; then what is shown, or has a price at least, if
   * none of those is or has.
   */
  private async firstGoods({ connection, settings }: Tenant, query: StockedItemQuery): Promise<FirstGoods> {
    const everything = { ...query, zeroQuantity: true, zeroPrice: true, onlyWithImage: false };
    const all = await this.regos.firstItems(connection, everything, FIRST_GOODS);
    const shown = all.filter((item) => isShown(item, settings));
    const isPriced = all.some(({ price }) => price);
    if (all.length === 0 || (shown.length > 0 && isPriced)) return { all, shown };
    const priced = { ...query, zeroPrice: query.zeroPrice && isPriced };
    const later = await this.regos.firstItems(connection, priced, FIRST_GOODS);
    return { all, shown: [...shown, ...later.filter((item) => isShown(item, settings))] };
  }

  /** Whether REGOS shows what was made in the stock that orders go to; nothing made there says nothing. */
  private async checkDocuments(
    { connection, settings }: Tenant,
    made: readonly MadeDocument[],
  ): Promise<Finding[]> {
    const ids = made.filter(({ stockId }) => stockId === settings.stockId).map(({ id }) => id);
    if (ids.length === 0) return [];
    try {
      const seen = await this.documents.getByIds(connection, ids, 'background');
      return seen.length > 0 ? [] : [settingFinding('documents_hidden', 'STOCK_ID')];
    } catch (error) {
      if (error instanceof RetryableError || error instanceof RegosRefusal)
        return [unreadPart(error, DOCUMENTS)];
      throw error;
    }
  }
}

/** What the catalogue asks for; undefined while the settings name no price type or stock. */
function goodsQuery({ settings }: Tenant, { itemGroups }: ShopSetup): StockedItemQuery | undefined {
  const { priceTypeId, quantityStockId, itemGroupIds } = settings;
  if (priceTypeId === undefined || quantityStockId === undefined) return undefined;
  const groups = itemGroups.status === 'fulfilled' ? itemGroups.value : [];
  const chosen = chosenGroups(groups, itemGroupIds);
  return {
    priceTypeId,
    stockId: quantityStockId,
    imageSize: settings.imageSize,
    zeroQuantity: settings.showZeroQuantity,
    zeroPrice: settings.showItemsWithoutPrice,
    onlyWithImage: !settings.showWithoutImages,
    ...(chosen && { groupIds: [...chosen] }),
  };
}

/** Each code once a setting; "the token works" is no comfort beside "the bot was stopped for its token". */
function withoutRepetition(findings: readonly Finding[]): Finding[] {
  const isStopped = findings.some(({ code }) => code === 'token_rejected');
  const said = new Set<string>();
  return findings.filter(({ code, key }) => {
    const name = `${code} ${key ?? ''}`;
    if (said.has(name) || (isStopped && code === 'token_ok')) return false;
    said.add(name);
    return true;
  });
}
