import { errorMessage } from '@rto/kernel';
import { Demo } from './demo';
import { isPortTaken } from './listening';

/** @throws Error for a DEMO_PORT that is no port */
function readPort(value: string | undefined): number | undefined {
  if (value === undefined || value === '') return undefined;
  const port = Number(value);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`DEMO_PORT is "${value}"; it has to be a port such as 8080.`);
  }
  return port;
}

async function main(): Promise<void> {
  const { DEMO_PORT, DEMO_VERBOSE } = process.env;
  const stopping = new AbortController();
  // `on`, not `once`: npm hands on the Ctrl-C that the terminal has sent already, and the second would kill us
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort());
  const demo = new Demo({ port: readPort(DEMO_PORT), verbose: Boolean(DEMO_VERBOSE) });
  try {
    console.log('Starting the sandbox REGOS, the sandbox Telegram and the service…');
    const address = await demo.start(stopping.signal);
    console.log(
      `\n  Open ${address}\n\n  Shop on the left, take orders in the chat of the staff, move them in REGOS on the right. Ctrl-C stops everything.\n`,
    );
    await demo.run(stopping.signal);
  } catch (error) {
    if (stopping.signal.aborted) return; // told to stop while starting
    const hint = isPortTaken(error)
      ? `Port ${DEMO_PORT} is taken; set DEMO_PORT to another one.`
      : errorMessage(error);
    console.error(hint);
    process.exitCode = 1;
  } finally {
    await demo.stop();
  }
}

main().catch((error: unknown) => {
  console.error(errorMessage(error));
  process.exitCode = 1;
});
