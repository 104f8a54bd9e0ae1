import { Injectable } from '@nestjs/common';
import { DeliveryTypes, PickupPoints } from '@rto/catalog';
import { ShopperRepository } from '@rto/customers';
import {
  canSkip,
  isPickup,
  offeredSlots,
  OrderService,
  stepsOf,
  type CheckoutDraft,
  type DeliveryChoice,
  type Order,
  type PickupPoint,
  type QuestionStep,
} from '@rto/orders';
import { bareLabel, buttonName, questionScreen, slotName, type Action, type Button } from '@rto/screens';
import { answersOf } from './checkout-steps';
import type { Reply, Turn } from './turn';
import { answerInTime } from './answer-in-time';

const MS_A_MINUTE = 60_000;

/** The questions of a checkout, and the answers that can be tapped. */
@Injectable()
export class CheckoutQuestions {
  constructor(
    private readonly deliveryTypes: DeliveryTypes,
    private readonly points: PickupPoints,
    private readonly shoppers: ShopperRepository,
    private readonly orders: OrderService,
  ) {}

  async show(turn: Turn, draft: CheckoutDraft, step: QuestionStep, remark?: string): Promise<Reply> {
    const { settings } = turn.tenant;
    const steps = stepsOf(draft, settings).filter((asked) => asked !== 'card' || asked === step);
    const asked = {
      ...answersOf(turn, draft),
      step,
      isPickup: isPickup(draft),
      progress: { step: steps.indexOf(step) + 1, of: steps.length },
      skippable: canSkip(step, draft, settings),
      choices: await this.choices(turn, draft, step),
      hasLast: step !== 'phone' && isUntouched(draft) && (await this.lastOrder(turn)) !== undefined,
      ...(remark === undefined ? {} : { remark }),
    };
    const screen = questionScreen(asked, turn.t, turn.f);
    if (step === 'phone') return { screen, request: 'contact' };
    return step === 'location' ? { screen, request: 'location' } : { screen };
  }

  /** What the typed words of an answer stand for. */
  async choiceNamed(
    turn: Turn,
    draft: CheckoutDraft,
    step: QuestionStep,
    text: string,
  ): Promise<Action | undefined> {
    const choices = await this.choices(turn, draft, step);
    return choices.find(({ label }) => bareLabel(label) === bareLabel(text))?.action;
  }

  async deliveryChoices(turn: Turn): Promise<readonly DeliveryChoice[]> {
    const types = await this.deliveryTypes.of(turn.tenant);
    return types.map(({ id, name }) => ({ id, name }));
  }

  /** While REGOS does not say more of it, the shop's own address stands for that of its stock. */
  async pickupPoint({ tenant }: Turn, stockId: number): Promise<PickupPoint> {
    const { stockId: ownId, shopAddress } = tenant.settings;
    const stock = (await answerInTime(this.points.of(tenant)))?.find(({ id }) => id === stockId);
    const address = stock?.address ?? (stockId === ownId ? shopAddress : undefined);
    return { id: stockId, ...(stock && { name: stock.name }), ...(address !== undefined && { address }) };
  }

  /** Whose delivery type, address and place may be taken again. */
  async lastOrder({ tenant, chatId }: Turn): Promise<Order | undefined> {
    const [last] = await this.orders.list(tenant.id, chatId, 1, 0);
    return last;
  }

  private async choices(turn: Turn, draft: CheckoutDraft, step: QuestionStep): Promise<readonly Button[]> {
    const checkoutId = draft.id;
    switch (step) {
      case 'deliveryType':
        return (await this.deliveryChoices(turn)).map(({ id, name }) => ({
          label: buttonName(turn.f.delivery(name)),
          action: { type: 'chooseDelivery', checkoutId, deliveryTypeId: id },
        }));
      case 'pickupPoint':
        return (await this.points.of(turn.tenant)).map(({ id, name, address }) => ({
          label: buttonName(address === undefined ? name : `${name}, ${address}`),
          action: { type: 'choosePickup', checkoutId, stockId: id },
        }));
      case 'address':
      case 'location':
        return this.savedPlaces(turn, checkoutId, step);
      case 'time':
        return offeredSlots(turn.tenant.settings, turn.now).map((slot) => ({
          label: slotName(slot, turn.now, turn.f),
          action: { type: 'chooseSlot', checkoutId, start: slot.start.getTime() / MS_A_MINUTE },
        }));
      case 'card':
        return (draft.cards ?? []).map(({ id, name }) => ({
          label: name,
          action: { type: 'chooseCard', checkoutId, cardId: id },
        }));
      case 'phone':
      case 'note':
        return [];
    }
  }

  private async savedPlaces(
    { tenant, chatId, t }: Turn,
    checkoutId: string,
    step: 'address' | 'location',
  ): Promise<readonly Button[]> {
    const { addresses = [] } = (await this.shoppers.find(tenant.id, chatId)) ?? {};
    const fitting = addresses.filter(({ address }) => step === 'location' || address !== undefined);
    if (addresses.length === 0) return [];
    return [
      ...fitting.map(({ id, name }): Button => ({
        label: `📌 ${buttonName(name)}`,
        action: { type: 'useAddress', checkoutId, addressId: id },
      })),
      { label: t.addresses.open, action: { type: 'openAddresses' } },
    ];
  }
}

/** Nothing of it would be lost by taking what the order before had. */
function isUntouched({ deliveryType, address, location }: CheckoutDraft): boolean {
  return (deliveryType ?? address ?? location) === undefined;
}
