/** Work of one chat in the order in which it came; different chats side by side. */
export class ChatLanes {
  private readonly tails = new Map<number, Promise<void>>();

  /** Pieces of work that are waiting or running. */
  pending = 0;

  /** @param work must not reject: whoever hands it in deals with its errors */
  add(chatId: number, work: () => Promise<void>): Promise<void> {
    this.pending += 1;
    const tail = (this.tails.get(chatId) ?? Promise.resolve()).then(work).finally(() => {
      this.pending -= 1;
      if (this.tails.get(chatId) === tail) this.tails.delete(chatId);
    });
    this.tails.set(chatId, tail);
    return tail;
  }

  /** Resolves when everything added so far is done. */
  async idle(): Promise<void> {
    await Promise.all(this.tails.values());
  }
}
