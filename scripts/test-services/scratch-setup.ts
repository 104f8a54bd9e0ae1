import { openScratch } from './scratch';

/** jest's globalSetup of the tier that needs no server. */
export default function setup(): void {
  openScratch();
}
