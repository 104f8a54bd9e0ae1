import { createServer } from 'node:http';
import { listen } from '../../src/listening';
import { serveBenchmark } from '../bare-child';
import { bareScreen, bareTelegraf } from '../bare-screens';

/** telegraf's own webhook handler: each message is answered by one, and nothing is kept. */
async function main(apiRoot = '', token = ''): Promise<void> {
  const bot = bareTelegraf(apiRoot, token);
  bot.botInfo = { ...(await bot.telegram.getMe()) };
  bot.on('message', (context) => context.reply(...bareScreen('Меню')));
  const handle = bot.webhookCallback('/telegram');
  const server = createServer((request, response) => void handle(request, response));
  serveBenchmark(`http://127.0.0.1:${await listen(server, 0)}/telegram`);
}

void main(...process.argv.slice(2));
