import { CARDS } from './cards.fixture';
import { CART } from './cart.fixture';
import { CHECKOUT } from './checkout.fixture';
import { CATALOG } from './catalog.fixture';
import { MENU } from './menu.fixture';
import { NEWS } from './news.fixture';
import { ORDERS } from './orders.fixture';
import type { Chapter } from './pages.fixture';
import { OWNER } from './owner.fixture';
import { READING } from './reading.fixture';
import { SAVED } from './saved.fixture';
import { STAFF } from './staff.fixture';
import { TALKS } from './talk.fixture';

export const CHAPTERS: readonly Chapter[] = [
  MENU,
  READING,
  CATALOG,
  SAVED,
  CART,
  CHECKOUT,
  ORDERS,
  CARDS,
  NEWS,
  STAFF,
  OWNER,
  TALKS,
];
