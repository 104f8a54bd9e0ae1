import type { VNode } from 'preact';
import { Modal } from './modal';

/** A picture over the whole screen, large enough for another phone to scan a code from it. */
export function PhotoViewer({ url, onClose }: { url: string; onClose: () => void }): VNode {
  return (
    <Modal kind="photo-viewer" label="Photo" onClose={onClose}>
      <img src={url} alt="" />
      <button type="button" aria-label="Close" onClick={onClose}>
        ×
      </button>
    </Modal>
  );
}
