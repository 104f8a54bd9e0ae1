import type { Part } from './action';

/** Goods one a message, with ◀ and ▶ between them: of a group, of none, or those that were found. */
export type Deck =
  | { readonly type: 'groupCards'; readonly groupId: number }
  | { readonly type: 'rootCards' }
  | { readonly type: 'foundCards' };

/** A page of a list of goods: of a group, of none, or of those that were found. */
export type ListPage =
  | { readonly type: 'group'; readonly groupId: number; readonly page: number }
  | { readonly type: 'root'; readonly page: number }
  | { readonly type: 'search'; readonly page: number };

/** Where an item card was opened from, so that it can lead back there. */
export type Origin = ListPage | Deck | { readonly type: 'none' };

/** A whole number that is safe and not negative: an id, a page, a version. */
export const count: Part<number> = {
  write: String,
  read(words) {
    const word = words.shift() ?? '';
    const value = /^\d{1,16}$/.test(word) ? Number(word) : undefined;
    return Number.isSafeInteger(value) ? value : undefined;
  },
};

/** A whole number below a thousand: the place of a picture among those of a good. */
export const place: Part<number> = {
  write: String,
  read(words) {
    const word = words.shift() ?? '';
    return /^\d{1,3}$/.test(word) ? Number(word) : undefined;
  },
};

/** One more or one less. */
export const direction: Part<1 | -1> = {
  write: String,
  read(words) {
    const word = words.shift();
    if (word === '1') return 1;
    return word === '-1' ? -1 : undefined;
  },
};

/** An id that we have made ourselves, like that of a checkout. */
export const shortId: Part<string> = {
  write: (id) => id,
  read(words) {
    const word = words.shift() ?? '';
    return /^[\w-]{11}$/.test(word) ? word : undefined;
  },
};

interface KeyPart<Key extends string> extends Part<Key> {
  readonly keys: readonly Key[];
}

/** One of the keys of a record, which the compiler keeps whole. */
export function keyOf<Key extends string>(record: Readonly<Record<Key, unknown>>): KeyPart<Key> {
  return oneOf(Object.keys(record) as Key[]);
}

/** One of a few words. */
export function oneOf<Key extends string>(keys: readonly Key[]): KeyPart<Key> {
  return {
    keys,
    write: (key) => key,
    read(words) {
      const word = words.shift();
      return keys.find((key) => key === word);
    },
  };
}

/** Stands last: it takes all that is left. */
export const origin: Part<Origin> = {
  write(from) {
    switch (from.type) {
      case 'group':
        return `g:${from.groupId}:${from.page}`;
      case 'search':
        return `s:${from.page}`;
      case 'root':
        return `r:${from.page}`;
      case 'groupCards':
        return `G:${from.groupId}`;
      case 'rootCards':
        return 'R';
      case 'foundCards':
        return 'S';
      case 'none':
        return '';
    }
  },
  read(words) {
    const name = words.shift();
    if (name === '') return { type: 'none' };
    if (name === 'R') return { type: 'rootCards' };
    if (name === 'S') return { type: 'foundCards' };
    const first = count.read(words);
    if (first === undefined) return undefined;
    if (name === 's') return { type: 'search', page: first };
    if (name === 'r') return { type: 'root', page: first };
    if (name === 'G') return { type: 'groupCards', groupId: first };
    const page = count.read(words);
    return name === 'g' && page !== undefined ? { type: 'group', groupId: first, page } : undefined;
  },
};
