import { readingScreen } from '../reading.screen';
import { aGroup } from '../screens.builders';
import type { Chapter } from './pages.fixture';

const again = { type: 'openCatalog', page: 0 } as const;

export const READING: Chapter = [
  'A catalogue that is being read',
  ({ t, f }) => [
    [
      'At once',
      readingScreen(t, f, { progress: { read: 0, total: undefined, isStuck: false }, groups: [], again }),
    ],
    [
      'Some of it is there',
      readingScreen(t, f, {
        progress: { read: 3_400, total: 8_000, isStuck: false },
        groups: [aGroup(7, 'Напитки'), aGroup(8, 'Молочное')],
        again,
      }),
    ],
    [
      'The shop does not answer',
      readingScreen(t, f, { progress: { read: 3_400, total: 8_000, isStuck: true }, groups: [], again }),
    ],
  ],
];
