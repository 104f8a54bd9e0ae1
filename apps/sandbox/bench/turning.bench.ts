import { browse, walkOnce } from './crowd';
import type { Scenario } from './scenario';
import { inBothShapes } from './shapes';

const PEOPLE = 20;
/** Quicker than people look at a picture. */
const THINK_MS = 250;
const WARM_UP_MS = 2_000;
const TO_THE_CARDS = ['Каталог', 'Овощи и фрукты', /📁 Овощи$/, 'Карточками'];
const THERE_AND_BACK = ['▶', '▶', '▶', '◀', '◀', '◀'];

/** From ◀ or ▶ below a good until the message has the picture of the next one. */
export const turning: Scenario = async ({ figures, effort, stage }) => {
  await inBothShapes(stage, async (service, shape) => {
    const { botToken } = await service.connect();
    const chats = await stage.visitors(botToken, PEOPLE);
    for (const chat of chats) await walkOnce(chat, () => TO_THE_CARDS, 0);
    const turn = (forMs: number): Promise<number[]> =>
      browse(chats, () => THERE_AND_BACK, { forMs, thinkMs: THINK_MS });
    await turn(WARM_UP_MS);
    figures.addPercentiles(`turning a card, ${shape}, ${PEOPLE} people`, await turn(effort.tapMs), 150);
  });
};
