import { Agent } from 'node:http';
import { Markup, Telegraf } from 'telegraf';

const button = (label: string) => [Markup.button.callback(label, label)];
/** As many words and buttons as the service shows on these two. */
const SCREENS: Readonly<Record<string, { text: string; labels: readonly string[] }>> = {
  Меню: {
    text: '<b>Главное меню</b>\n\nС чего начнём?',
    labels: ['Каталог', 'Корзина', 'Оформить заказ', 'Карты покупателя', 'Мои заказы', 'Язык'],
  },
  Каталог: {
    text: '<b>Каталог</b>\n\nВыберите раздел.',
    labels: [
      'Овощи',
      'Хлеб',
      'Молочное',
      'Мясо',
      'Бакалея',
      'Сладости',
      'Напитки',
      'Поиск',
      'Корзина',
      'Меню',
    ],
  },
};

/** A screen as telegraf's methods take it. */
export function bareScreen(name: string) {
  const { text, labels } = SCREENS[name] ?? { text: name, labels: ['Меню'] };
  return [text, { parse_mode: 'HTML', ...Markup.inlineKeyboard(labels.map(button)) }] as const;
}

/** telegraf with connections that are kept, and every answer as a call of its own, as the service makes them. */
export function bareTelegraf(apiRoot: string, token: string): Telegraf {
  const bot = new Telegraf(token, { telegram: { apiRoot, webhookReply: false } });
  // telegraf drops the agent of an http:// root; with https:// it keeps connections, so let it do so here
  bot.telegram.options.agent = new Agent({ keepAlive: true });
  return bot;
}
