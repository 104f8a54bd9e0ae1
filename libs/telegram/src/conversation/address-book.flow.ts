import { Injectable } from '@nestjs/common';
import {
  MAX_ADDRESS_NAME_LENGTH,
  MAX_ADDRESSES,
  ShopperRepository,
  withAddress,
  type SavedAddress,
} from '@rto/customers';
import {
  addressBookActions,
  addressesScreen,
  addressNameScreen,
  shorten,
  type AddressBookAction,
  type UsualName,
} from '@rto/screens';
import { CheckoutProgress } from './checkout-progress';
import { placeOf } from './checkout-steps';
import type { Hears, Said, Taps } from './flow';
import { moveTo, type Reply, type Turn } from './turn';
import type { Words } from './words';

/** The name of the place of this checkout. */
type NameExpectation = { readonly type: 'addressName'; readonly checkoutId: string };
declare module './dialog' {
  interface Expectations {
    addressName: NameExpectation;
  }
}

/** The places that a person keeps for orders to come. */
@Injectable()
export class AddressBookFlow {
  static readonly actions = addressBookActions;
  static readonly words: Words = ({ addresses }) => [
    [addresses.open, { type: 'openAddresses' }],
    [addresses.save, ({ dialog: { draft } }) => draft && { type: 'saveAddress', checkoutId: draft.id }],
  ];
  readonly taps: Taps<AddressBookAction> = {
    openAddresses: (turn) => this.open(turn),
    saveAddress: (turn, { checkoutId }) => this.askName(turn, checkoutId),
    nameAddress: (turn, { checkoutId, name }) => this.save(turn, checkoutId, usualName(turn, name)),
    removeAddress: (turn, { addressId }) => this.remove(turn, addressId),
  };
  readonly hears: Hears<NameExpectation> = {
    addressName: {
      text: (turn, said, { checkoutId }) => this.typeName(turn, said, checkoutId),
      again: async (turn, remark) => this.nameScreen(turn, remark),
    },
  };

  constructor(
    private readonly shoppers: ShopperRepository,
    private readonly progress: CheckoutProgress,
  ) {}

  private async open(turn: Turn): Promise<Reply> {
    moveTo(turn, { type: 'openAddresses' });
    const saved = await this.saved(turn);
    return { screen: addressesScreen(saved, turn.dialog.draft !== undefined, turn.t) };
  }

  private async askName(turn: Turn, checkoutId: string): Promise<Reply> {
    const { draft } = turn.dialog;
    if (draft?.id !== checkoutId || !placeOf(draft)) return this.progress.outdated(turn, draft);
    return this.nameScreen(turn);
  }

  private nameScreen(turn: Turn, remark?: string): Reply {
    const { draft } = turn.dialog;
    const checkoutId = draft?.id ?? '';
    moveTo(turn, { type: 'startCheckout' }, { expects: { type: 'addressName', checkoutId } });
    return {
      screen: addressNameScreen(checkoutId, turn.t, remark),
      ...(turn.tapId === undefined && { movesDown: true }),
    };
  }

  private async typeName(turn: Turn, { text }: Said, checkoutId: string): Promise<Reply> {
    const name = text.trim();
    const isShort = name.length <= MAX_ADDRESS_NAME_LENGTH;
    if (!isShort) return this.nameScreen(turn, turn.t.addresses.nameTooLong(String(MAX_ADDRESS_NAME_LENGTH)));
    const { screen, ...reply } = await this.save(turn, checkoutId, name);
    return { ...reply, ...(screen && { screen, movesDown: true }) };
  }

  private async save(turn: Turn, checkoutId: string, name: string): Promise<Reply> {
    const { draft } = turn.dialog;
    const place = draft?.id === checkoutId ? placeOf(draft) : undefined;
    if (!draft || !place) return this.progress.outdated(turn, draft);
    const addresses = withAddress(await this.saved(turn), { name, ...place });
    if (!addresses) return this.progress.show(turn, draft, turn.t.addresses.full(String(MAX_ADDRESSES)));
    await this.shoppers.save(turn.tenant.id, turn.chatId, { addresses });
    return this.progress.show(turn, draft, turn.t.addresses.saved(shorten(name, MAX_ADDRESS_NAME_LENGTH)));
  }

  private async remove(turn: Turn, addressId: number): Promise<Reply> {
    const saved = await this.saved(turn);
    const addresses = saved.filter(({ id }) => id !== addressId);
    const isGone = addresses.length === saved.length;
    if (!isGone) await this.shoppers.save(turn.tenant.id, turn.chatId, { addresses });
    return { ...(await this.open(turn)), toast: isGone ? turn.t.addresses.gone : turn.t.addresses.removed };
  }

  private async saved({ tenant, chatId }: Turn): Promise<readonly SavedAddress[]> {
    return (await this.shoppers.find(tenant.id, chatId))?.addresses ?? [];
  }
}

/** Without the picture on its button. */
function usualName({ t }: Turn, name: UsualName): string {
  return t.addresses[name].replace(/^[^\p{L}]+/u, '');
}
