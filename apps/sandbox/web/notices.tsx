import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { NoticeView } from '../src/protocol';
import { Modal } from './modal';

/** About as long as the Telegram app shows one. */
const TOAST_MS = 3_500;

interface NoticesProps {
  readonly notices: readonly NoticeView[];
  readonly ok: string;
}

/** The newest answer to a button: a toast that goes by itself or an alert to close. Old ones are not shown again. */
export function Notices({ notices, ok }: NoticesProps): VNode {
  const newest = notices.at(-1);
  const [seenId, setSeenId] = useState(newest?.id ?? 0);
  const shown = newest && newest.id > seenId ? newest : undefined;
  useEffect(() => {
    if (!shown || shown.alert) return;
    const timer = setTimeout(() => setSeenId(shown.id), TOAST_MS);
    return () => clearTimeout(timer);
  }, [shown?.id]);
  return (
    <div class="notices" aria-live="assertive">
      {shown && !shown.alert && (
        <p class="toast" key={shown.id}>
          {shown.text}
        </p>
      )}
      {shown?.alert && (
        <Modal kind="alert" label={shown.text} onClose={() => setSeenId(shown.id)}>
          <p>{shown.text}</p>
          <button type="button" onClick={() => setSeenId(shown.id)}>
            {ok}
          </button>
        </Modal>
      )}
    </div>
  );
}
