import { later } from '@rto/kernel';
import { isOld, isQuick, nextReadingAt, type Signs } from './catalog-pace';

const ASOF = new Date('2026-11-30T09:00:00Z');
const SEC = 1_000;
const SILENT: Signs = { eventsWork: false, touchedAt: undefined };
const TOLD: Signs = { eventsWork: true, touchedAt: undefined };
const touched = (signs: Signs): Signs => ({ ...signs, touchedAt: later(ASOF, 5 * SEC) });

describe('the pace of reading', () => {
  it.each([
    ['a quick shop after 45 s, so that nothing shown is older than a minute', 1, SILENT, 45],
    ['a slow shop after five times as long as it was read', 100, SILENT, 600],
    ['a quick shop after ten minutes while it tells of its stock', 1, TOLD, 600],
    ['a slow one after five times as long also then', 200, TOLD, 1_200],
    ['a quick shop soon after a general change', 1, touched(SILENT), 10],
    ['a slow one not before five times as long, whatever changes', 20, touched(SILENT), 120],
    ['no shop before ten minutes while it tells of its stock, whatever changes', 1, touched(TOLD), 600],
  ])('reads %s', (_rule, tookSec, signs, afterSec) => {
    expect(nextReadingAt({ asOf: ASOF, tookMs: tookSec * SEC }, signs)).toEqual(later(ASOF, afterSec * SEC));
  });

  it('reads at once what changed long after it was read', () => {
    const touchedAt = later(ASOF, 3_000 * SEC);
    expect(nextReadingAt({ asOf: ASOF, tookMs: SEC }, { ...SILENT, touchedAt })).toEqual(touchedAt);
  });

  it('is not hurried by what changed before the reading', () => {
    const touchedAt = later(ASOF, -SEC);
    expect(nextReadingAt({ asOf: ASOF, tookMs: SEC }, { ...SILENT, touchedAt })).toEqual(
      later(ASOF, 45 * SEC),
    );
  });

  it('says the age ten minutes after a shop was read without a word, later where it is read more rarely', () => {
    const last = { asOf: ASOF, tookMs: SEC };
    expect(isOld(last, SILENT, later(ASOF, 600 * SEC))).toBe(false);
    expect(isOld(last, SILENT, later(ASOF, 601 * SEC))).toBe(true);
    expect(isOld(last, TOLD, later(ASOF, 1_100 * SEC))).toBe(false);
    expect(isOld(last, TOLD, later(ASOF, 3_600 * SEC))).toBe(true);
  });

  it('lets people wait for a reading of less than two seconds', () => {
    expect(isQuick({ asOf: ASOF, tookMs: 1_999 })).toBe(true);
    expect(isQuick({ asOf: ASOF, tookMs: 2_000 })).toBe(false);
  });
});
