import { serveBenchmark } from '../bare-child';
import { bareScreen, bareTelegraf } from '../bare-screens';

/** Answers each tap with a screen and knows nothing else: the least that telegraf itself costs. */
async function main(apiRoot = '', token = ''): Promise<void> {
  const bot = bareTelegraf(apiRoot, token);
  bot.start((context) => context.reply(...bareScreen('Меню')));
  bot.on('callback_query', async (context) => {
    const wanted = 'data' in context.callbackQuery ? context.callbackQuery.data : 'Меню';
    await Promise.all([context.answerCbQuery(), context.editMessageText(...bareScreen(wanted))]);
  });
  await bot.launch(() => serveBenchmark(apiRoot));
}

void main(...process.argv.slice(2));
