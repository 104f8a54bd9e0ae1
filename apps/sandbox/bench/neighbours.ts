import { setTimeout as wait } from 'node:timers/promises';
import type { BenchService } from './bench-service';
import { browse, openCatalog } from './crowd';
import { percentile } from './figures';
import type { Stage } from './stage';

const SHOPS = 4;
const PEOPLE_EACH = 5;
const THINK_MS = 250;
const WARM_UP_MS = 3_000;
/** Screens that need the catalogue and the cart. */
const WALK = [
  'Каталог',
  'Овощи и фрукты',
  /📁 Овощи$/,
  'Огурцы',
  'Добавить',
  'Корзина',
  'Очистить корзину',
  'Да, очистить',
  'Меню',
];

/** Four shops of five people each, who shop all the while and notice what another shop does to them. */
export class Neighbours {
  private constructor(private readonly chats: Awaited<ReturnType<Stage['visitors']>>) {}

  static async of(stage: Stage, service: BenchService): Promise<Neighbours> {
    const shops = await Promise.all(Array.from({ length: SHOPS }, () => service.connect()));
    const visitors = await Promise.all(shops.map(({ botToken }) => stage.visitors(botToken, PEOPLE_EACH)));
    const chats = visitors.flat();
    for (const chat of chats) await openCatalog(chat, /Овощи и фрукты/);
    await wait(WARM_UP_MS);
    return new Neighbours(chats);
  }

  /** @returns milliseconds from a tap to its screen */
  async p95(forMs: number): Promise<number> {
    return percentile(await browse(this.chats, () => WALK, { forMs, thinkMs: THINK_MS }), 95);
  }
}
