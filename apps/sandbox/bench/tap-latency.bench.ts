import { browse } from './crowd';
import type { Scenario } from './scenario';
import { inBothShapes } from './shapes';

const PEOPLE = 20;
/** Quicker than people tap. */
const THINK_MS = 250;
const WARM_UP_MS = 2_000;

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
  'Да, очистить',
  'Меню',
];

/** From a callback query in Telegram until the screen has changed there, with the catalogue read. */
export const tapLatency: Scenario = async ({ figures, effort, stage }) => {
  await inBothShapes(stage, async (service, shape) => {
    const { botToken } = await service.connect();
    const chats = await stage.visitors(botToken, PEOPLE);
    const shop = (forMs: number): Promise<number[]> =>
      browse(chats, () => WALK, { forMs, thinkMs: THINK_MS });
    await shop(WARM_UP_MS);
    const durationsMs = await shop(effort.tapMs);
    figures.addPercentiles(`tap, ${shape}, ${PEOPLE} people tapping`, durationsMs, 100);
  });
};
