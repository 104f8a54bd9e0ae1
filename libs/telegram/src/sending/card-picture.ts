import type { PNG } from 'pngjs';

/** Pixels of the white around the bars, and between the two codes. */
const GAP = 24;
/** Pixels of a bar's narrowest width: what a scanner tells apart on a screen. */
const BAR = 4;
/** Beyond it bars are too narrow on a phone, and the QR code alone is shown. */
const MAX_BARS = 32;
const PRINTABLE = /^[\x20-\x7e]+$/;

/**
 * What a till reads off a screen, as PNG: the QR code of a text and below it the same as bars, EAN-13 for thirteen
 * digits that are one, else Code 128.
 */
export async function cardPicture(text: string): Promise<Buffer> {
  // loaded when a card is shown first: its tables take megabytes
  const [{ PNG }, { toBuffer: drawQr }] = await Promise.all([import('pngjs'), import('qrcode')]);
  // quiet zone of 4 modules (ISO 18004), 10 pixels a module: large enough for a camera in front of a screen
  const qr = PNG.sync.read(await drawQr(text, { margin: 4, scale: 10, errorCorrectionLevel: 'M' }));
  const bars = await drawBars(text);
  return PNG.sync.write(bars === undefined ? qr : below(PNG, qr, PNG.sync.read(bars)));
}

/** @returns undefined for what no bars can say */
async function drawBars(text: string): Promise<Buffer | undefined> {
  if (text.length > MAX_BARS || !PRINTABLE.test(text)) return undefined;
  const { toBuffer } = await import('bwip-js');
  const bcid = isEan13(text) ? 'ean13' : 'code128';
  return toBuffer({ bcid, text, scale: BAR, height: 18, includetext: true, backgroundcolor: 'FFFFFF' });
}

function below(Picture: typeof PNG, upper: PNG, lower: PNG): PNG {
  const width = Math.max(upper.width, lower.width) + 2 * GAP;
  const height = upper.height + lower.height + 2 * GAP;
  const both = new Picture({ width, height });
  both.data.fill(0xff);
  const centred = ({ width: own }: PNG): number => Math.floor((width - own) / 2);
  Picture.bitblt(upper, both, 0, 0, upper.width, upper.height, centred(upper), 0);
  Picture.bitblt(lower, both, 0, 0, lower.width, lower.height, centred(lower), upper.height + GAP);
  return both;
}

function isEan13(text: string): boolean {
  if (!/^\d{13}$/.test(text)) return false;
  const sum = [...text].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
}
