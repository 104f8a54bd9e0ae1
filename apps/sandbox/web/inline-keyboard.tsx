import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { ButtonView } from '../src/protocol';

interface InlineKeyboardProps {
  readonly rows: readonly (readonly ButtonView[])[];
  /** Resolves once the bot has answered the tap. */
  readonly onTap: (row: number, column: number) => Promise<void>;
}

/** Buttons under a message. A pressed one turns until the bot has answered, and takes no second tap meanwhile. */
export function InlineKeyboard({ rows, onTap }: InlineKeyboardProps): VNode {
  const [pending, setPending] = useState<ReadonlySet<string>>(new Set());
  const tap = async (row: number, column: number) => {
    const place = `${row}:${column}`;
    if (pending.has(place)) return;
    setPending((now) => new Set(now).add(place));
    await onTap(row, column);
    setPending((now) => new Set([...now].filter((other) => other !== place)));
  };
  return (
    <div class="keyboard">
      {rows.map((buttons, row) => (
        <div class="keyboard-row" key={row}>
          {buttons.map((button, column) =>
            button.url === undefined ? (
              <button
                key={column}
                type="button"
                aria-busy={pending.has(`${row}:${column}`)}
                onClick={() => void tap(row, column)}
              >
                <span>{button.label}</span>
              </button>
            ) : (
              <a key={column} href={button.url} target="_blank" rel="noopener noreferrer">
                <span>{button.label}</span>
              </a>
            ),
          )}
        </div>
      ))}
    </div>
  );
}
