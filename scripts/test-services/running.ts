import { startTestServices } from './services';
import type { TestService } from './test-service';

/** Both hooks of jest run in one process; this is what setup leaves for teardown. */
let running: TestService[] = [];
let variables: string[] = [];

/** Starts what the tests need, tells them by environment variables, and stops it however this process ends. */
export async function start(): Promise<void> {
  process.once('exit', killAll);
  process.once('SIGINT', exitOnSignal);
  process.once('SIGTERM', exitOnSignal);
  const { redis, postgres } = await startTestServices();
  running = [redis, postgres];
  announce('TEST_REDIS_URL', redis.url);
  announce('TEST_DATABASE_URL', postgres.url);
}

export async function stop(): Promise<void> {
  process.off('exit', killAll);
  process.off('SIGINT', exitOnSignal);
  process.off('SIGTERM', exitOnSignal);
  await Promise.all(running.map((service) => service.stop()));
  running = [];
  for (const name of variables) delete process.env[name];
  variables = [];
}

function announce(name: string, url: string): void {
  if (process.env[name]) return; // given from outside: stays after the tests
  process.env[name] = url;
  variables.push(name);
}

function killAll(): void {
  for (const service of running) service.kill();
  running = [];
}

function exitOnSignal(signal: NodeJS.Signals): void {
  process.exit(signal === 'SIGINT' ? 130 : 143); // runs the exit handler above
}
