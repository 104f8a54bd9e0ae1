import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import type { Browser, Locator, Page } from 'playwright-core';
import { freePort } from '../src/listening';
import { launchChromium } from './chromium';
import { RunningDemo } from './running-demo';

const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
/** A status or an order takes a moment through two services; a machine under load takes longer. */
const WAIT_MS = 20_000;

jest.setTimeout(120_000);

let demo: RunningDemo;
let browser: Browser;
let page: Page;
/** What the browser complained about, and requests that left the demo. */
let complaints: string[];

beforeAll(async () => {
  [demo, browser] = await Promise.all([RunningDemo.start(), launchChromium()]);
});

afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

beforeEach(async () => {
  complaints = [];
  page = await browser.newPage({ viewport: DESKTOP });
  page.setDefaultTimeout(WAIT_MS);
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('request', (request) => {
    if (!request.url().startsWith(demo.address)) complaints.push(`asked ${request.url()}`);
  });
  await page.goto(demo.address);
});

afterEach(async () => {
  await page.close();
  expect(complaints).toEqual([]);
});

const BUYER = '.side-chat';
const SHOP = '.side-shop';

/** Presses the newest button under a message that has this label, or this in it. */
async function press(label: string | RegExp, phone = BUYER): Promise<void> {
  const buttons = page.locator(phone).locator('.keyboard button');
  // as a person does: not before the last tap was answered
  await page.locator(`${phone} .keyboard button[aria-busy="true"]`).first().waitFor({ state: 'detached' });
  await buttons.filter({ hasText: label }).last().click();
}

/** Presses a button of the keyboard at the bottom of the phone. */
async function pressBelow(label: string): Promise<void> {
  await page.locator('.reply-keyboard button', { hasText: label }).click();
}

/** Waits for a message of the bot that says this. */
async function hears(text: string, phone = BUYER): Promise<void> {
  await page.locator(`${phone} .message.bot`, { hasText: text }).last().waitFor();
}

async function say(text: string): Promise<void> {
  await page.locator(BUYER).getByRole('textbox', { name: 'Сообщение' }).fill(text);
  await page.keyboard.press('Enter');
}

function orders(): Locator {
  return page.getByRole('listitem', { name: /^Order / });
}

function inOrder(text: string): Locator {
  return orders().first().getByText(text, { exact: true });
}

/** Puts two pieces and some weighed goods into the cart. */
async function fillCart(): Promise<void> {
  await page.getByRole('button', { name: 'Начать' }).click();
  for (const step of [
    'Каталог',
    'Молочное и яйца',
    'Молоко и кефир',
    'Списком',
    'Молоко 3,2 %',
    'Добавить',
    '+',
  ])
    await press(step);
  await hears('В корзине: 2');
  for (const step of [
    'Меню',
    'Каталог',
    'Овощи и фрукты',
    /📁 Овощи$/,
    'Морковь жёлтая',
    'Добавить',
    'Корзина',
  ])
    await press(step);
  await hears('Итого');
}

/** Answers every question of the checkout, up to the summary. */
async function answerCheckout(): Promise<void> {
  await press('Оформить заказ');
  await pressBelow('Поделиться номером');
  await press('Доставка курьером');
  await pressBelow('Отправить локацию');
  await page.getByRole('button', { name: 'Chorsu bozori' }).click();
  await hears('примечание');
  await say('Домофон 12 👍🏽');
  await hears('Проверьте заказ');
}

describe('the demo in a browser', () => {
  it('takes an order in the chat and shows it in REGOS, whose staff moves it back into the chat', async () => {
    await fillCart();
    await answerCheckout();
    await press('Подтвердить');

    await orders().first().waitFor();
    expect(await orders().count()).toBe(1);
    await inOrder('New').waitFor();
    await inOrder('Азиз Каримов').waitFor();
    await inOrder('+998901234567').waitFor();
    await inOrder('Домофон 12 👍🏽').waitFor();
    await inOrder('41.32636, 69.23524').waitFor();
    await inOrder('Доставка курьером').waitFor();
    const rows = await orders().first().locator('tbody tr').allInnerTexts();
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatch(/Молоко.*2 pcs × /s);
    expect(rows[1]).toMatch(/Морковь.*0\.1 kg × 6\u202f990.*699/s);

    await hears('ждём подтверждения.');
    await hears('Домофон 12 👍🏽', SHOP);
    await press('Принять', SHOP);
    await inOrder('Approved').waitFor();
    await hears('Принят: Шахло Рахимова', SHOP);
    await hears('принят магазином');
    await page.getByRole('button', { name: 'Send a courier' }).click();
    await hears('Бобур');
  });

  it('keeps an order that was confirmed while REGOS is down, and shows it once when REGOS is back', async () => {
    const down = page.getByRole('switch', { name: /REGOS is down/ });
    await page.getByRole('button', { name: /Emma/ }).click();
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    for (const step of ['Catalogue', 'Молочное и яйца', 'Молоко и кефир', 'As a list', 'Кефир 2,5 %'])
      await press(step);
    for (const step of [/Add$/, '+']) await press(step);
    await hears('In your cart: 2');
    await press('Place order');
    await pressBelow('Share my number');
    await press('Pick-up');
    await hears('Type a note');
    await press('Skip');
    await down.check();
    await press('Confirm');
    await hears('received, passing it to the shop');
    const orderOfEmma = orders().filter({ hasText: 'Emma Clark' });
    expect(await orderOfEmma.count()).toBe(0);

    await down.uncheck();
    await hears('is with the shop');
    expect(await orderOfEmma.count()).toBe(1);
  });

  it('shows the loyal customer a card whose code another phone can scan from the screen', async () => {
    await page.getByRole('button', { name: /Dilnoza/ }).click();
    await page.getByRole('button', { name: 'Boshlash' }).click();
    await press('kartalari');
    await page.getByRole('button', { name: 'Rasmni ochish' }).last().click();
    const shown = PNG.sync.read(await page.locator('dialog img').screenshot());
    expect(jsQR(Uint8ClampedArray.from(shown.data), shown.width, shown.height)?.data).toBe('7700001234567');
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
  });

  it('speaks the language that is chosen for the page, and puts goods back that had run out', async () => {
    await page.getByRole('combobox', { name: 'Language of the page' }).selectOption('Русский');
    await page.getByRole('heading', { name: 'Розничные заказы' }).waitFor();
    await page.getByRole('combobox', { name: 'Товар' }).selectOption({ label: 'Арбуз' });
    await page.getByText(/^В наличии [1-9]/).waitFor();
    await page.getByRole('button', { name: 'Товар закончился' }).click();
    await page.getByText(/^В наличии 0 /).waitFor();
    await page.getByRole('button', { name: /^Вернуть на полку: [1-9]/ }).click();
    await page.getByText(/^В наличии [1-9]/).waitFor();
  });

  it('lets the owner in by the link for owners', async () => {
    const shop = page.locator(SHOP);
    await shop.getByRole('button', { name: 'Owner' }).click();
    await shop.getByRole('button', { name: 'Начать' }).click();
    await hears('Мой магазин', SHOP);
  });

  it('fits a phone: one side at a time, nothing wider than the screen', async () => {
    await page.setViewportSize(PHONE);
    const widest = () => page.evaluate('document.documentElement.scrollWidth');
    expect(await widest()).toBe(PHONE.width);
    const tabs = page.locator('.side-tabs button');
    for (const [tab, side] of [
      ['Shopper', '.side-chat'],
      ['Staff', '.side-shop'],
      ['Owner', '.side-shop'],
      ['REGOS', '.side-regos'],
    ] as const) {
      await tabs.filter({ hasText: tab }).click();
      for (const each of ['.side-chat', '.side-shop', '.side-regos']) {
        expect(await page.locator(each).isVisible()).toBe(each === side);
      }
      expect(await widest()).toBe(PHONE.width);
    }
  });
});

describe('in its first seconds', () => {
  it('answers at once with a page that fills itself when the demo is ready', async () => {
    const port = await freePort();
    const starting = RunningDemo.start(port);
    const address = `http://localhost:${port}`;
    const early = await browser.newPage({ viewport: DESKTOP });
    try {
      const first = await untilAnswered(address);
      expect([first.status, await first.text()]).toEqual([
        200,
        expect.stringContaining('The demo is starting'),
      ]);
      const events = await fetch(`${address}/events`, { signal: AbortSignal.timeout(2_000) });
      expect([events.status, events.headers.get('retry-after')]).toEqual([503, '1']);
      await early.goto(address, { timeout: 2_000 });
      await early.getByText('The demo is starting').waitFor({ timeout: 1_000 });
      await early.locator('#app > *').first().waitFor({ timeout: 60_000 });
    } finally {
      await early.close();
      await (await starting).stop();
    }
  });
});

/** The first answer of an address that nobody may listen on yet; an answer that does not come within a second fails. */
async function untilAnswered(address: string): Promise<Response> {
  for (;;) {
    try {
      return await fetch(address, { signal: AbortSignal.timeout(1_000) });
    } catch (error) {
      if (error instanceof DOMException) throw error;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}
