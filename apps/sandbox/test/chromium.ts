import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { installWithApt } from '../../../scripts/test-services/binaries';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
/** Works as root and without a graphics card, and asks nothing of the network. */
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Starts this machine's Chromium; as root on Debian it is installed when missing.
 * @throws Error that says what to install
 */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium() ?? (installWithApt(['chromium']) ? findChromium() : undefined);
  if (executablePath === undefined) {
    throw new Error(
      `The page's test needs Chromium at one of ${PLACES.join(', ')} (Debian: apt-get install chromium)`,
    );
  }
  return chromium.launch({ executablePath, args: FLAGS });
}

function findChromium(): string | undefined {
  return PLACES.find((place) => existsSync(place));
}
