import type { VNode } from 'preact';
import { Modal } from './modal';
import { usePageTexts } from './page-texts';

/** A picture over the whole screen, large enough for another phone to scan a code from it. */
export function PhotoViewer({ url, onClose }: { url: string; onClose: () => void }): VNode {
  const texts = usePageTexts();
  return (
    <Modal kind="photo-viewer" label={texts.photo} onClose={onClose}>
      <img src={url} alt={texts.photo} />
      <button type="button" aria-label={texts.close} onClick={onClose}>
        ×
      </button>
    </Modal>
  );
}
