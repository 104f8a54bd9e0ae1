import {
  BinaryBitmap,
  HybridBinarizer,
  MultiFormatReader,
  RGBLuminanceSource,
  type Result,
} from '@zxing/library';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { cardPicture } from './card-picture';

/** What a till reads: the QR code, and the bars below it. */
function read(picture: Buffer): { qr: string | undefined; bars: Result | undefined } {
  const { data, width, height } = PNG.sync.read(picture);
  const qr = jsQR(new Uint8ClampedArray(data), width, height)?.data;
  const grey = Uint8ClampedArray.from({ length: width * height }, (_, index) => data[index * 4] ?? 0);
  // a scanner is held to the bars
  const top = Math.floor(height * 0.7);
  const lower = new RGBLuminanceSource(grey.slice(top * width), width, height - top);
  try {
    return { qr, bars: new MultiFormatReader().decode(new BinaryBitmap(new HybridBinarizer(lower))) };
  } catch {
    return { qr, bars: undefined };
  }
}

/** @source zxing, BarcodeFormat */
const [CODE_128, EAN_13] = [4, 7];

describe('the picture of a card', () => {
  it.each([
    ['EAN-13', '2000000000015', EAN_13],
    ['Code 128, when the check digit is another one', '2000000000010', CODE_128],
    ['Code 128', 'VIP-77 000123', CODE_128],
  ])('is read by a till as QR code and as %s', async (_kind, text, format) => {
    const { qr, bars } = read(await cardPicture(text));
    expect([qr, bars?.getText(), bars?.getBarcodeFormat()]).toEqual([text, text, format]);
  });

  it.each(['Карта 7', 'x'.repeat(100)])(
    'has the QR code alone for what no bars can say: %s',
    async (text) => {
      expect(read(await cardPicture(text))).toEqual({ qr: text, bars: undefined });
    },
  );
});
