import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { PHONE_TEXTS } from './phone-texts';

/** Telegram's limit of one message, UTF-16 units. */
const MAX_TEXT = 4096;

interface ComposerProps {
  readonly texts: (typeof PHONE_TEXTS)['en'];
  readonly onSend: (text: string) => void;
  readonly onSticker?: () => void;
  readonly onPhoto?: () => void;
}

export function Composer({ texts, onSend, onSticker, onPhoto }: ComposerProps): VNode {
  const [text, setText] = useState('');
  const send = () => {
    if (text.trim() === '') return;
    onSend(text.trim());
    setText('');
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {onPhoto && <Attach label={texts.sendPhoto} picture="📎" onClick={onPhoto} />}
      {onSticker && <Attach label={texts.sticker} picture="👍" onClick={onSticker} />}
      <textarea
        rows={1}
        value={text}
        maxLength={MAX_TEXT}
        placeholder={texts.placeholder}
        aria-label={texts.placeholder}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          // Enter while a word is being composed (IME, emoji picker) belongs to that, not to us
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          send();
        }}
      />
      <button type="submit" aria-label={texts.send} disabled={text.trim() === ''}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M3.4 20.4l17.45-7.48a1 1 0 0 0 0-1.84L3.4 3.6a1 1 0 0 0-1.39.91L2 9.12a1 1 0 0 0 .87.99L17 12 2.87 13.88a1 1 0 0 0-.87 1l.01 4.61a1 1 0 0 0 1.39.91z" />
        </svg>
      </button>
    </form>
  );
}

interface AttachProps {
  readonly label: string;
  readonly picture: string;
  readonly onClick: () => void;
}

function Attach({ label, picture, onClick }: AttachProps): VNode {
  return (
    <button type="button" class="attach" aria-label={label} title={label} onClick={onClick}>
      <span aria-hidden="true">{picture}</span>
    </button>
  );
}
