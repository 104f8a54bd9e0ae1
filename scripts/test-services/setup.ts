import { start } from './running';
import { openScratch } from './scratch';

/** jest's globalSetup of the tiers that need servers; jest calls it once a run. */
export default function setup(): Promise<void> {
  openScratch(); // first: the servers' folders lie there too
  return start();
}
