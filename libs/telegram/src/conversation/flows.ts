import type { Provider } from '@nestjs/common';
import { staffActions, type Action, type StaffAction } from '@rto/screens';
import { CallbackCodec } from '../sending/callback-codec';
import { AddressBookFlow } from './address-book.flow';
import { CampaignsFlow } from './campaigns.flow';
import { CardsFlow } from './cards.flow';
import { CartFlow } from './cart.flow';
import { CatalogFlow } from './catalog.flow';
import { CheckoutFlow } from './checkout.flow';
import type { Answer, Expectation } from './dialog';
import type { Edited, Edits, FlowClass, Hearing, Hears, Taps } from './flow';
import { ForOwner } from './for-owner';
import { ItemCards } from './item-cards';
import { ItemFlow } from './item.flow';
import { MenuButtons, OwnShopButtons } from './menu-buttons';
import { MenuFlow } from './menu.flow';
import { NewsFlow } from './news.flow';
import { OrdersFlow } from './orders.flow';
import { OwnShopViews } from './own-shop-view';
import { OwnShopFlow } from './own-shop.flow';
import { OwnersFlow } from './owners.flow';
import { SavedFlow } from './saved.flow';
import { SearchFlow } from './search.flow';
import { ShopFlow } from './shop.flow';
import { TalkFlow } from './talk.flow';
import { ShopLinksFlow } from './shop-links.flow';
import type { Reply, Turn } from './turn';
import { TypedButtons, type Words } from './words';

/** Every flow there is: its line here is all the registration it needs. */
export const FLOWS = [
  MenuFlow,
  CatalogFlow,
  SearchFlow,
  ItemFlow,
  CartFlow,
  CheckoutFlow,
  AddressBookFlow,
  CardsFlow,
  OrdersFlow,
  SavedFlow,
  ShopFlow,
  OwnShopFlow,
  TalkFlow,
  OwnersFlow,
  ShopLinksFlow,
  NewsFlow,
  CampaignsFlow,
] as const satisfies readonly FlowClass[];

const classes: readonly FlowClass[] = FLOWS;

/** The data of all their buttons, and of those in the staff chats, which no flow serves. */
export const CALLBACK_CODEC = new CallbackCodec([...classes.map(({ actions }) => actions), staffActions]);

/** What a person does in the chat with the bot. */
export type PersonAction = Exclude<Action, StaffAction>;

/** Whether the button is one of a card in a staff chat. */
export function isOfStaff(action: Action): action is StaffAction {
  return action.type in staffActions;
}

/** The words on all their buttons. */
export const TYPED_BUTTONS = new TypedButtons(
  classes.flatMap(({ words }): Words[] => (words ? [words] : [])),
);

type Flow = InstanceType<(typeof FLOWS)[number]>;

/** What the flows hand in, as one: an action, an expectation or an answer that none serves does not compile. */
export class Flows {
  private readonly taps: Taps<PersonAction>;
  private readonly hears: Hears<Exclude<Expectation, { type: 'nothing' }>>;
  private readonly edits: Edits<Answer>;

  constructor(flows: readonly Flow[]) {
    this.taps = handedIn(flows, 'taps');
    this.hears = handedIn(flows, 'hears');
    this.edits = handedIn(flows, 'edits');
  }

  async tap(turn: Turn, action: PersonAction): Promise<Reply> {
    const serve = this.taps[action.type] as (turn: Turn, action: PersonAction) => Reply | Promise<Reply>;
    return serve(turn, action);
  }

  /** What is done with the person's next message; undefined where none is expected. */
  hearing({ dialog: { expects } }: Turn): Hearing<Expectation> | undefined {
    return expects.type === 'nothing' ? undefined : this.hears[expects.type];
  }

  async edit(turn: Turn, answer: Answer, edited: Edited): Promise<Reply> {
    const serve = this.edits[answer.type] as (
      turn: Turn,
      answer: Answer,
      edited: Edited,
    ) => Reply | Promise<Reply>;
    return serve(turn, answer, edited);
  }
}

type Kind = 'taps' | 'hears' | 'edits';
/** The intersection of what each flow hands in of a kind. */
type All<Of extends Kind> = (
  Flow extends infer One
    ? One extends Readonly<Record<Of, infer Given>>
      ? (given: Given) => void
      : never
    : never
) extends (given: infer Together) => void
  ? Together
  : never;

function handedIn<Of extends Kind>(flows: readonly Flow[], kind: Of): All<Of> {
  const all: unknown = Object.assign({}, ...flows.map((flow: Partial<Record<Kind, object>>) => flow[kind]));
  return all as All<Of>;
}

export const FLOW_PROVIDERS: Provider[] = [
  ...FLOWS,
  ItemCards,
  ForOwner,
  OwnShopViews,
  { provide: MenuButtons, useValue: new MenuButtons(classes.flatMap(({ inMenu }) => inMenu ?? [])) },
  {
    provide: OwnShopButtons,
    useValue: new OwnShopButtons(classes.flatMap(({ inOwnShop }) => inOwnShop ?? [])),
  },
  { provide: Flows, useFactory: (...flows: Flow[]) => new Flows(flows), inject: [...FLOWS] },
];
