import type { GroupNode, ReadingProgress } from '@rto/catalog';
import type { Action } from './action';
import { groupButtons } from './catalog.screen';
import type { Formats } from './formats';
import { cartButton, menuButton } from './menu.screen';
import { progressText } from './progress';
import { bold, lines, type Screen } from './screen';
import type { Texts } from './texts';

/** What is shown instead of goods that are not read yet. */
export interface Reading {
  readonly progress: ReadingProgress;
  /** That have goods already. */
  readonly groups: readonly GroupNode[];
  /** Opens what the person asked for; the screen does so by itself when it can. */
  readonly again: Action;
}

export function readingScreen(t: Texts, f: Formats, { progress, groups, again }: Reading): Screen {
  const { reading } = t;
  return {
    text: lines(
      bold(`${reading.title} ${progressText(t, f, progress)}`.trim()),
      '',
      progress.isStuck ? reading.stuck : reading.hint,
      ...(groups.length > 0 ? ['', reading.openAlready] : []),
    ),
    keyboard: [
      ...groupButtons(groups),
      [{ label: reading.again, action: again }],
      [cartButton(t), menuButton(t)],
    ],
  };
}
