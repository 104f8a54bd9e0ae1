import { Injectable } from '@nestjs/common';
import { CustomerService, ShopperRepository } from '@rto/customers';
import { LANGUAGES, type Language } from '@rto/kernel';
import {
  formats,
  LANGUAGE_NAMES,
  languageScreen,
  menuActions,
  menuScreen,
  newsButton,
  texts,
  type Greeting,
  type MenuAction,
} from '@rto/screens';
import type { Taps } from './flow';
import { MenuButtons } from './menu-buttons';
import { typedBack } from './places';
import { moveTo, type Reply, type Turn } from './turn';
import type { Words } from './words';

@Injectable()
export class MenuFlow {
  static readonly actions = menuActions;
  static readonly words: Words = ({ menu, reading }) => [
    [menu.menu, { type: 'openMenu' }],
    [menu.title, { type: 'openMenu' }],
    [menu.back, ({ dialog }) => typedBack(dialog)],
    [menu.language, { type: 'openLanguage' }],
    [reading.again, ({ dialog }) => dialog.awaits?.action ?? dialog.place],
    ...LANGUAGES.map((language) => [LANGUAGE_NAMES[language], { type: 'chooseLanguage', language }] as const),
  ];
  readonly taps: Taps<MenuAction> = {
    openMenu: (turn) => this.open(turn),
    openLanguage: (turn) => this.openLanguages(turn),
    chooseLanguage: (turn, { language }) => this.chooseLanguage(turn, language),
    nothing: () => ({}),
  };

  constructor(
    private readonly customers: CustomerService,
    private readonly shoppers: ShopperRepository,
    private readonly buttons: MenuButtons,
  ) {}

  greet(turn: Turn): Reply {
    const { name, settings } = turn.tenant;
    return this.show(turn, { shopName: name, welcomeMessage: settings.welcomeMessage });
  }

  open(turn: Turn): Reply {
    return this.show(turn);
  }

  private show(turn: Turn, greeting?: Greeting): Reply {
    moveTo(turn, { type: 'openMenu' });
    const tellsOfData = turn.dialog.toldOfData !== true;
    const isCheckoutOpen = turn.dialog.draft !== undefined;
    const screen = menuScreen(turn.t, { isCheckoutOpen, greeting, tellsOfData, more: this.buttons.of(turn) });
    return { screen, tellsOfData };
  }

  private async openLanguages(turn: Turn): Promise<Reply> {
    moveTo(turn, { type: 'openLanguage' });
    const { tenant, chatId, t, dialog } = turn;
    const isOff = (await this.shoppers.find(tenant.id, chatId))?.newsOffAt !== undefined;
    return { screen: languageScreen(t, dialog.language, newsButton(isOff, t)) };
  }

  private async chooseLanguage(turn: Turn, language: Language): Promise<Reply> {
    await this.customers.setLanguage(turn.tenant.id, turn.chatId, language);
    turn.dialog = { ...turn.dialog, language };
    const t = texts(language);
    const translated = { ...turn, t, f: formats(language, turn.tenant.settings.timeZone) };
    const reply = this.open(translated);
    turn.dialog = translated.dialog;
    return { ...reply, toast: t.language.chosen };
  }
}
