import { setTimeout as wait } from 'node:timers/promises';
import type { Chat } from '@rto/testing';
import type { Scenario } from './scenario';
import { inBothShapes } from './shapes';

const PEOPLE = 20;
/** Quicker than people tap. */
const THINK_MS = 250;
const WARM_UP_MS = 2_000;
const ANSWER_TIMEOUT_MS = 10_000;

/** A walk through every kind of screen of the shop that ends where it began. */
const WALK = [
  'Каталог',
  'Овощи и фрукты',
  /📁 Овощи$/,
  'Следующая страница',
  'Предыдущая страница',
  'Огурцы', // a picture: the card is a new message
  'Добавить',
  '+',
  '+',
  'Корзина',
  'Очистить корзину',
  'Меню',
];

/** From a callback query in Telegram until the screen has changed there, with the catalogue read. */
export const tapLatency: Scenario = async ({ figures, effort, stage }) => {
  await inBothShapes(stage, async (service, shape) => {
    const { botToken } = await service.connect();
    const chats = await stage.visitors(botToken, PEOPLE);
    await shop(chats, WARM_UP_MS);
    const durationsMs = await shop(chats, effort.tapMs);
    figures.addPercentiles(`tap, ${shape}, ${PEOPLE} people tapping`, durationsMs, 100);
  });
};

/** @returns milliseconds of each tap */
async function shop(chats: readonly Chat[], forMs: number): Promise<number[]> {
  const endsAt = performance.now() + forMs;
  const walks = chats.map(async (chat, place) => {
    await wait((THINK_MS * place) / chats.length);
    const durationsMs: number[] = [];
    while (performance.now() < endsAt) durationsMs.push(...(await walk(chat)));
    return durationsMs;
  });
  return (await Promise.all(walks)).flat();
}

async function walk(chat: Chat): Promise<number[]> {
  const durationsMs: number[] = [];
  for (const button of WALK) {
    const tappedAt = performance.now();
    chat.tap(button);
    await chat.waitFor(() => true, ANSWER_TIMEOUT_MS);
    durationsMs.push(performance.now() - tappedAt);
    await wait(THINK_MS);
  }
  return durationsMs;
}
