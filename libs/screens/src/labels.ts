import { withoutWordSigns } from '@rto/kernel';

/** Letters of Uzbek that Russian keyboards lack, and what people type instead. */
const LACKING: Readonly<Record<string, string>> = { ў: 'у', қ: 'к', ғ: 'г', ҳ: 'х' };

/** Words alone: without emoji and signs around them, in small letters, however the letters of Uzbek are typed. */
export function bareLabel(label: string): string {
  return withoutWordSigns(label.toLowerCase())
    .replace(/[ўқғҳ]/g, (letter) => LACKING[letter] ?? letter)
    .replace(/\s+/g, ' ')
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
}
