import { Injectable } from '@nestjs/common';
import { CustomerService } from '@rto/customers';
import type { Language } from '@rto/kernel';
import { formats, languageScreen, menuScreen, texts } from '@rto/screens';
import { moveTo, type Reply, type Turn } from './turn';

@Injectable()
export class MenuFlow {
  constructor(private readonly customers: CustomerService) {}

  greet(turn: Turn): Reply {
    moveTo(turn, { type: 'openMenu' });
    const { name, settings } = turn.tenant;
    return {
      screen: menuScreen(turn.t, turn.dialog.draft !== undefined, {
        shopName: name,
        welcomeMessage: settings.welcomeMessage,
      }),
    };
  }

  open(turn: Turn): Reply {
    moveTo(turn, { type: 'openMenu' });
    return { screen: menuScreen(turn.t, turn.dialog.draft !== undefined) };
  }

  openLanguages(turn: Turn): Reply {
    moveTo(turn, { type: 'openLanguage' });
    return { screen: languageScreen(turn.t, turn.dialog.language) };
  }

  async chooseLanguage(turn: Turn, language: Language): Promise<Reply> {
    await this.customers.setLanguage(turn.tenant.id, turn.chatId, language);
    turn.dialog = { ...turn.dialog, language };
    const t = texts(language);
    const translated = { ...turn, t, f: formats(language, turn.tenant.settings.timeZone) };
    const reply = this.open(translated);
    turn.dialog = translated.dialog;
    return { ...reply, toast: t.language.chosen };
  }
}
