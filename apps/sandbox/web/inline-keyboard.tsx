import type { VNode } from 'preact';
import type { ButtonView, PageActions } from '../src/protocol';

type Place = Pick<PageActions['tap'], 'row' | 'column' | 'label'>;

interface InlineKeyboardProps {
  readonly rows: readonly (readonly ButtonView[])[];
  readonly onTap: (place: Place) => void;
}

/** Buttons under a message. A pressed one turns until the bot has answered, and takes no second tap meanwhile. */
export function InlineKeyboard({ rows, onTap }: InlineKeyboardProps): VNode {
  return (
    <div class="keyboard">
      {rows.map((buttons, row) => (
        <div class="keyboard-row" key={row}>
          {buttons.map((button, column) => (
            // another label is another button, or a click that began on the old one would end on the new one
            <InlineButton
              key={`${column} ${button.label}`}
              button={button}
              onTap={() => onTap({ row, column, label: button.label })}
            />
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
