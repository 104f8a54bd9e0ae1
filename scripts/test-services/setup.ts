import { start } from './running';

/** jest's globalSetup of the tiers that need servers; jest calls it once a run. */
export default function setup(): Promise<void> {
  return start();
}
