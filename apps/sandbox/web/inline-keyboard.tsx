import type { VNode } from 'preact';
import type { ButtonView } from '../src/protocol';

interface InlineKeyboardProps {
  readonly rows: readonly (readonly ButtonView[])[];
  readonly onTap: (row: number, column: number) => void;
}

/** Buttons under a message. A pressed one turns until the bot has answered, and takes no second tap meanwhile. */
export function InlineKeyboard({ rows, onTap }: InlineKeyboardProps): VNode {
  return (
    <div class="keyboard">
      {rows.map((buttons, row) => (
        <div class="keyboard-row" key={row}>
          {buttons.map((button, column) => (
            <InlineButton key={column} button={button} onTap={() => onTap(row, column)} />
          ))}
        </div>
      ))}
    </div>
  );
}

function InlineButton({ button, onTap }: { button: ButtonView; onTap: () => void }): VNode {
  if (button.url !== undefined) {
    return (
      <a href={button.url} rel="noopener noreferrer">
        <span>{button.label}</span>
      </a>
    );
  }
  return (
    <button type="button" aria-busy={button.pending} onClick={() => !button.pending && onTap()}>
      <span>{button.label}</span>
    </button>
  );
}
