import { errorMessage } from '@rto/kernel';
import { describeSandbox, openFixedSandbox } from '../fixed-sandbox';

/** The two fakes without a service: whoever starts one is told how it finds them. */
async function main(): Promise<void> {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort());
  const fixed = await openFixedSandbox(process.env);
  const variables = Object.entries({ HTTP_PORT: String(fixed.servicePort), ...fixed.serviceEnvironment });
  console.log(`\n${describeSandbox(fixed)}\n`);
  console.log('  A service of yours finds them by\n');
  for (const [name, value] of variables) console.log(`    ${name}=${value}`);
  console.log('\n  and knows the shop once it is registered by its connection id. Ctrl-C stops.\n');
  if (!stopping.signal.aborted) {
    await new Promise<void>((resolve) => stopping.signal.addEventListener('abort', () => resolve()));
  }
  await fixed.sandbox.close();
}

main().catch((error: unknown) => {
  console.error(errorMessage(error));
  process.exitCode = 1;
});
