import type { ReadingProgress } from '@rto/catalog';
import type { Formats } from './formats';
import type { Texts } from './texts';

const CELLS = 10;

/** `▓▓▓▓░░░░░░ 3 400 из 8 000`; the count alone where the total is not known; nothing before the first. */
export function progressText(t: Texts, f: Formats, { read, total }: ReadingProgress): string {
  const count = f.number(String(read));
  if (read === 0) return '…';
  if (total === undefined) return count;
  const full = Math.floor((read * CELLS) / total);
  return `${'▓'.repeat(full)}${'░'.repeat(CELLS - full)} ${t.reading.countOf(count, f.number(String(total)))}`;
}
