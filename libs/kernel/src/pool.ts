/**
 * A pool of workers that do `work` for each of the items, in their order and `size` of them at a time.
 * @param isOver asked before each; what is left then is let be
 * @throws the first failure of `work`
 */
export async function inPool<T>(
  size: number,
  items: Iterable<T>,
  work: (item: T) => Promise<void>,
  isOver: () => boolean = () => false,
): Promise<void> {
  const left = items[Symbol.iterator]();
  const worker = async (): Promise<void> => {
    for (let next = left.next(); !next.done && !isOver(); next = left.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: size }, worker));
}
