import type { VNode } from 'preact';
import type { ReplyButtonView } from '../src/protocol';

interface ReplyKeyboardProps {
  readonly rows: readonly (readonly ReplyButtonView[])[];
  readonly onText: (text: string) => void;
  readonly onContact: () => void;
  readonly onLocation: () => void;
}

/** The keyboard in place of the phone's own one. */
export function ReplyKeyboard({ rows, onText, onContact, onLocation }: ReplyKeyboardProps): VNode | null {
  if (rows.length === 0) return null;
  const press = (button: ReplyButtonView) => {
    if (button.asks === 'contact') return onContact();
    if (button.asks === 'location') return onLocation();
    return onText(button.label);
  };
  return (
    <div class="reply-keyboard">
      {rows.map((buttons, row) => (
        <div class="keyboard-row" key={row}>
          {buttons.map((button) => (
            <button key={button.label} type="button" onClick={() => press(button)}>
              {button.label}
            </button>
          ))}
        </div>
      ))}
    </div>
  );
}
