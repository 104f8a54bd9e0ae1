import type { VNode } from 'preact';
import type { ReplyButtonView } from '../src/protocol';

interface ReplyKeyboardProps {
  readonly rows: readonly (readonly ReplyButtonView[])[];
  readonly onPress: (label: string) => void;
  /** A key that sends a place: which one is still to be chosen. */
  readonly onPlace: (label: string) => void;
}

/** The keyboard in place of the phone's own one. */
export function ReplyKeyboard({ rows, onPress, onPlace }: ReplyKeyboardProps): VNode | null {
  if (rows.length === 0) return null;
  return (
    <div class="reply-keyboard">
      {rows.map((buttons, row) => (
        <div class="keyboard-row" key={row}>
          {buttons.map(({ label, asksPlace }) => (
            <button key={label} type="button" onClick={() => (asksPlace ? onPlace(label) : onPress(label))}>
              {label}
            </button>
          ))}
        </div>
      ))}
    </div>
  );
}
