import { errorMessage } from '@rto/kernel';
import { describeSandbox, openFixedSandbox } from '../fixed-sandbox';
import { DevelopedService } from './developed-service';
import { watchSources } from './source-watch';

async function main(): Promise<void> {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort());
  const fixed = await openFixedSandbox(process.env);
  const service = new DevelopedService(fixed);
  try {
    await service.start();
    await service.connect(stopping.signal);
    console.log(
      `\n${describeSandbox(fixed)}\n  Service        ${service.url}\n  Admin API key  ${service.adminKey}`,
    );
    console.log(
      '\n  The bot answers on the page. A change of apps or libs is compiled and the service restarted.',
    );
    console.log(
      '  A change of the fakes or of the page needs a new `npm run dev`. Ctrl-C stops everything.\n',
    );
    for await (const file of watchSources(stopping.signal)) await service.renew(file);
  } catch (error) {
    if (!stopping.signal.aborted) throw error;
  } finally {
    await service.stop();
    await fixed.sandbox.close();
  }
}

main().catch((error: unknown) => {
  console.error(errorMessage(error));
  process.exitCode = 1;
});
