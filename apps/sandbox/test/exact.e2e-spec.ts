import { spawn } from 'node:child_process';
import { join } from 'node:path';

const PROGRAM = join(__dirname, '../../../dist/apps/sandbox/exact/main.js');
/** A process that dies with an order or a message in its hands holds it for up to 90 s. */
const TIMEOUT_MS = 360_000;

/** The program of `npm run test:exact`. @returns all that it printed, its last line being the figures */
async function exact(...options: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [PROGRAM, ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  }
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, output };
}

describe('every confirmed order reaches REGOS exactly once, and every buyer hears of it', () => {
  // one after the other: beside another run people of the embedded one give up before they have ordered
  it.each([
    ['embedded', '--orders', '80'],
    ['scaled', '--updates', 'webhook', '--orders', '120'],
  ])(
    'on %s stores, whatever is killed, lost, late, broken or repeated',
    async (shape, ...options) => {
      const { code, output } = await exact('--shape', shape, ...options);
      if (code !== 0) throw new Error(output); // its seed, every complaint, its figures
      expect(output).toContain(`shape=${shape}`);
      expect(output).toContain(' lost=0 doubled=0 silent=0 stuck=0 wrong=0 ');
    },
    TIMEOUT_MS,
  );
});
