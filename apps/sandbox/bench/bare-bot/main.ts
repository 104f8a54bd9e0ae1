import { Agent } from 'node:http';
import { Markup, Telegraf } from 'telegraf';

const button = (label: string) => [Markup.button.callback(label, label)];
/** As many words and buttons as the service shows on these two. */
const SCREENS: Readonly<Record<string, { text: string; labels: readonly string[] }>> = {
  Меню: {
    text: '<b>Главное меню</b>\n\nВыберите пункт меню.',
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

/** Answers each tap with a screen and knows nothing else: the least that telegraf itself costs. */
async function main(apiRoot = '', token = ''): Promise<void> {
  const bot = new Telegraf(token, { telegram: { apiRoot } });
  // telegraf drops the agent of an http:// root; with https:// it keeps connections, so let it do so here
  bot.telegram.options.agent = new Agent({ keepAlive: true });
  const show = (name: string) => {
    const { text, labels } = SCREENS[name] ?? { text: name, labels: ['Меню'] };
    return [text, { parse_mode: 'HTML', ...Markup.inlineKeyboard(labels.map(button)) }] as const;
  };
  bot.start((context) => context.reply(...show('Меню')));
  bot.on('callback_query', async (context) => {
    const wanted = 'data' in context.callbackQuery ? context.callbackQuery.data : 'Меню';
    await Promise.all([context.answerCbQuery(), context.editMessageText(...show(wanted))]);
  });
  process.on('message', () => process.send?.(process.cpuUsage()));
  process.on('disconnect', () => process.exit());
  await bot.launch(() => process.send?.('ready'));
}

void main(...process.argv.slice(2));
