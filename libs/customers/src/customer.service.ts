import { Injectable, Logger } from '@nestjs/common';
import { PermanentError, RetryableError, UserError, errorMessage } from '@rto/kernel';
import type { ChatId, Language, TenantId } from '@rto/kernel';
import { RegosCustomers, RegosRefusal, regosCode } from '@rto/regos';
import type { CallPriority, RetailCustomer } from '@rto/regos';
import type { Tenant } from '@rto/settings';
import { chooseCustomer } from './customer-choice';
import type { CustomerChoice } from './customer-choice';
import { namesToTry } from './customer-name';
import type { CustomerName } from './customer-name';
import { ShopperRepository } from './shopper.repository';
import { TelegramField } from './telegram-field';

/** Codes of docs/regos.md 8 and 11.2. */
const PHONE_IN_USE = 1165;
const PHONE_FORMAT = 1164;
const PHONE_UNVERIFIED = 1166;
/** "Unknown failure", which Cyrillic names get on some accounts. */
const NAME_TROUBLE = 9999;

/** From the person's own contact. */
export interface CustomerContact {
  /** Digits only; see `ownNumber`. */
  readonly phone: string;
  readonly firstName: string;
  readonly lastName?: string | undefined;
}

export interface ResolvedCustomer {
  readonly customerId: number;
  /** False: another chat's customer with the same phone. It may carry this order; show nothing of it. */
  readonly linked: boolean;
  /** The chat that holds it, to be told; undefined when linked. */
  readonly holderChatId: ChatId | undefined;
  /** Just made: nothing in REGOS belongs to it yet. */
  readonly isNew: boolean;
  /** Whether REGOS is still to be told of the link, by `linkInRegos`, once the person has an answer. */
  readonly linkDue: boolean;
}

const LINKED = { linked: true, holderChatId: undefined, isNew: false, linkDue: false } as const;

/** Who a chat is among the shop's retail customers. */
@Injectable()
export class CustomerService {
  private readonly logger = new Logger(CustomerService.name);
  private readonly resolving = new Map<string, Promise<ResolvedCustomer>>();

  constructor(
    private readonly customers: RegosCustomers,
    private readonly shoppers: ShopperRepository,
    private readonly telegramField: TelegramField,
  ) {}

  async language(tenantId: TenantId, chatId: ChatId): Promise<Language | undefined> {
    return (await this.shoppers.find(tenantId, chatId))?.language;
  }

  async setLanguage(tenantId: TenantId, chatId: ChatId, language: Language): Promise<void> {
    await this.shoppers.save(tenantId, chatId, { language });
  }

  /**
   * The customer linked to this chat: by our own link, else by `field_telegram_id`, which is then kept as ours with
   * the customer's phone, so that a known person is not asked for it.
   * @throws RetryableError | PermanentError as REGOS answers
   */
  async find(tenant: Tenant, chatId: ChatId): Promise<number | undefined> {
    const shopper = await this.shoppers.find(tenant.id, chatId);
    const own = shopper?.regosCustomerId;
    if (own !== undefined || !(await this.telegramField.isAvailable(tenant.id))) return own;
    const candidates = await this.findByTelegramId(tenant, chatId);
    const [found] = candidates
      .filter((customer) => !customer.deleted && customer.telegramId === chatId)
      .sort((a, b) => a.id - b.id);
    if (!found) return undefined;
    const phone = shopper?.phone ?? found.mainPhone;
    await this.shoppers.save(tenant.id, chatId, { regosCustomerId: found.id, phone });
    return found.id;
  }

  /**
   * The customer an order of this chat is made for: its own, else the one with its phone, else a new one. Safe
   * to repeat also after an unknown outcome, because the phone is looked up before anything is created.
   * @throws UserError `phoneInvalid`, `phoneUnverified`
   * @throws RetryableError | PermanentError as REGOS answers
   */
  async resolve(
    tenant: Tenant,
    chatId: ChatId,
    contact: CustomerContact,
    priority: CallPriority = 'order',
  ): Promise<ResolvedCustomer> {
    const own = (await this.shoppers.find(tenant.id, chatId))?.regosCustomerId;
    if (own !== undefined) return { customerId: own, ...LINKED };
    const key = `${tenant.id}:${chatId}`;
    const running = this.resolving.get(key); // two creations at once could make two customers
    if (running) return running;
    const started = this.resolveByPhone(tenant, chatId, contact, priority).finally(() =>
      this.resolving.delete(key),
    );
    this.resolving.set(key, started);
    return started;
  }

  /** REGOS's copy of the link is a convenience for the shop; ours counts, so no failure stops anything. */
  async linkInRegos(tenant: Tenant, chatId: ChatId, customerId: number): Promise<void> {
    if (!(await this.telegramField.isAvailable(tenant.id))) return;
    try {
      await this.customers.linkTelegram(tenant.connection, customerId, chatId);
    } catch (error) {
      if (!(error instanceof PermanentError || error instanceof RetryableError)) throw error;
      await this.telegramField.noteRefusal(tenant.id, error);
      this.logger.warn({
        tenantId: tenant.id,
        message: `customer not linked in REGOS: ${errorMessage(error)}`,
      });
    }
  }

  private async resolveByPhone(
    tenant: Tenant,
    chatId: ChatId,
    contact: CustomerContact,
    priority: CallPriority,
  ): Promise<ResolvedCustomer> {
    const lookUp = async (deletedToo: boolean): Promise<ResolvedCustomer | undefined> => {
      const found = await this.customers.findByPhone(tenant.connection, contact.phone, priority);
      const usable = found.filter((customer) => deletedToo || !customer.deleted);
      const ids = usable.map((customer) => customer.id);
      const holders = await this.shoppers.holders(tenant.id, chatId, contact.phone, ids);
      const choice = chooseCustomer(usable, chatId, contact.phone, holders);
      return choice && this.linkCustomer(tenant, chatId, contact, choice);
    };
    return (await lookUp(false)) ?? this.create(tenant, chatId, contact, lookUp);
  }

  /** Links a customer without another chat to this one. */
  private async linkCustomer(
    tenant: Tenant,
    chatId: ChatId,
    contact: CustomerContact,
    { customer, heldBy }: CustomerChoice,
  ): Promise<ResolvedCustomer> {
    const linked = heldBy === undefined;
    if (linked) await this.link(tenant, chatId, contact, customer.id);
    const linkDue = linked && customer.telegramId === undefined;
    return { customerId: customer.id, linked, holderChatId: heldBy, isNew: false, linkDue };
  }

  /** Creates the customer under the first name that REGOS takes. */
  private async create(
    tenant: Tenant,
    chatId: ChatId,
    contact: CustomerContact,
    lookUp: (deletedToo: boolean) => Promise<ResolvedCustomer | undefined>,
  ): Promise<ResolvedCustomer> {
    let trouble: unknown;
    for (const name of namesToTry(chatId, contact.firstName, contact.lastName)) {
      try {
        const customerId = await this.add(tenant, chatId, contact.phone, name);
        await this.link(tenant, chatId, contact, customerId);
        return { customerId, ...LINKED, isNew: true };
      } catch (error) {
        const code = regosCode(error);
        if (code === PHONE_FORMAT) throw new UserError('phoneInvalid', {}, { cause: error });
        if (code === PHONE_UNVERIFIED) throw new UserError('phoneUnverified', {}, { cause: error });
        if (code !== PHONE_IN_USE && code !== NAME_TROUBLE) throw error;
        trouble = error;
      }
      const taken = regosCode(trouble) === PHONE_IN_USE;
      const found = await lookUp(taken); // after 9999 too: it does not say that nothing was written
      if (found) return found;
      if (taken) break;
    }
    throw new RetryableError('REGOS neither creates the customer nor shows one with this phone', {
      cause: trouble,
    });
  }

  private async add(tenant: Tenant, chatId: ChatId, phone: string, name: CustomerName): Promise<number> {
    const groupId = tenant.settings.customerGroupId;
    if (groupId === undefined) throw new PermanentError('CUSTOMER_GROUP_ID is not set');
    const customer = { groupId, ...name, mainPhone: phone };
    const telegramId = (await this.telegramField.isAvailable(tenant.id)) ? chatId : undefined;
    try {
      return await this.customers.add(tenant.connection, { ...customer, telegramId });
    } catch (error) {
      const fieldRefused =
        telegramId !== undefined && (await this.telegramField.noteRefusal(tenant.id, error));
      if (!fieldRefused) throw error;
      return this.customers.add(tenant.connection, { ...customer, telegramId: undefined });
    }
  }

  private async link(
    tenant: Tenant,
    chatId: ChatId,
    { phone, firstName, lastName }: CustomerContact,
    regosCustomerId: number,
  ): Promise<void> {
    await this.shoppers.save(tenant.id, chatId, { phone, firstName, lastName, regosCustomerId });
  }

  private async findByTelegramId(tenant: Tenant, chatId: ChatId): Promise<readonly RetailCustomer[]> {
    try {
      return await this.customers.findByTelegramId(tenant.connection, chatId, 'person');
    } catch (error) {
      if (await this.telegramField.noteRefusal(tenant.id, error)) return [];
      // a filter that REGOS does not take (docs/regos.md 21.4) finds nobody, and the phone is asked for
      if (error instanceof RegosRefusal && error.kind === 'bug') return [];
      throw error;
    }
  }
}
