import type { ChatId } from '@rto/kernel';

export interface CustomerName {
  readonly firstName: string;
  readonly lastName: string | undefined;
}

const LATIN: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ё: 'yo',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'y',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
  // Uzbek
  ў: "o'",
  қ: 'q',
  ғ: "g'",
  ҳ: 'h',
};

/** The name for a person who gave none, or whose name REGOS does not take. */
export function fallbackName(chatId: ChatId): CustomerName {
  return { firstName: `Telegram ${Math.abs(chatId)}`, lastName: undefined };
}

/**
 * Names to try in this order while REGOS answers 9999: as it is, in Latin letters, and the fallback
 * (docs/regos.md 11.2). Each differs from the one before.
 */
export function namesToTry(chatId: ChatId, first: string, last: string | undefined): readonly CustomerName[] {
  const fallback = fallbackName(chatId);
  const firstName = first.trim();
  if (firstName === '') return [fallback];
  const asIs = { firstName, lastName: last?.trim() || undefined };
  const latin = {
    firstName: transliterate(asIs.firstName),
    lastName: asIs.lastName && transliterate(asIs.lastName),
  };
  const isCyrillic = latin.firstName !== asIs.firstName || latin.lastName !== asIs.lastName;
  return isCyrillic ? [asIs, latin, fallback] : [asIs, fallback];
}

/** Cyrillic letters (Russian, Uzbek) as Latin ones; everything else stays. */
export function transliterate(text: string): string {
  return [...text.normalize('NFC')]
    .map((letter) => {
      const latin = LATIN[letter.toLowerCase()];
      if (latin === undefined || letter === letter.toLowerCase()) return latin ?? letter;
      return latin.charAt(0).toUpperCase() + latin.slice(1);
    })
    .join('');
}
