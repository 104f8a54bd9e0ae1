import type { TenantId } from '@rto/kernel';
import type { Update } from 'telegraf/types';

/** One person's chat with one bot: its updates are worked on in order, by one process at a time. */
export interface ChatKey {
  readonly tenantId: TenantId;
  readonly botId: number;
  /** 0 for what belongs to no chat. */
  readonly chatId: number;
}

export interface StoredUpdate {
  readonly id: number;
  /** The reason instead, when it cannot be read. */
  readonly content: Update | string;
}

/** The hold of a process on a chat. */
export interface ChatHold {
  /** Process. */
  readonly holder: string;
  /** Another one each time that the chat is taken, by the same process too: a late word of before does not count. */
  readonly fence: number;
}

export interface HeldChat extends ChatKey {
  readonly hold: ChatHold;
}

/** A chat whose hold this process has just got. */
export interface TakenChat extends HeldChat {
  /** All that is unfinished, in order; undefined: the inbox knows it. */
  readonly updates: readonly StoredUpdate[] | undefined;
}

export function chatName({ tenantId, botId, chatId }: ChatKey): string {
  return `${tenantId}/${botId}/${chatId}`;
}

/** The items of each chat, in their order. */
export function byChat<Item>(items: readonly Item[], chatOf: (item: Item) => ChatKey): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const name = chatName(chatOf(item));
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return groups;
}
