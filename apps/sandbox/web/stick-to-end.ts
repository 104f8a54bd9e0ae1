import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** How far from the end still counts as reading the end, px. */
const NEAR_PX = 80;

/**
 * Keeps a scrolling list at its end, as a chat does: always for a new last message, and while its content grows
 * (pictures load, buttons appear) when the reader was at the end anyway.
 */
export function useStickToEnd(lastId: number | undefined): RefObject<HTMLDivElement> {
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  useEffect(() => {
    const box = list.current;
    const content = box?.firstElementChild;
    if (!box || !content) return;
    let knownHeight = box.scrollHeight;
    const toEnd = () => {
      knownHeight = box.scrollHeight;
      if (atEnd.current) box.scrollTop = box.scrollHeight;
    };
    const noteReader = () => {
      // the content has just changed its height and moved the view itself; toEnd comes next
      if (box.scrollHeight !== knownHeight) return;
      atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
    };
    const sizes = new ResizeObserver(toEnd);
    sizes.observe(content);
    sizes.observe(box);
    box.addEventListener('scroll', noteReader, { passive: true });
    return () => {
      sizes.disconnect();
      box.removeEventListener('scroll', noteReader);
    };
  }, []);
  useEffect(() => {
    atEnd.current = true;
    if (list.current) list.current.scrollTop = list.current.scrollHeight;
  }, [lastId]);
  return list;
}
