import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { aFolder, removeFolder } from '@rto/testing';
import { ServiceProcess } from './service-process';

const folders: string[] = [];

/** Starts a program in place of the service. */
function start(program: string): ServiceProcess {
  const dataDir = aFolder();
  folders.push(dataDir);
  const entry = join(dataDir, 'program.js');
  writeFileSync(entry, program);
  return new ServiceProcess({ entry, dataDir, environment: { GREETING: 'salom' }, verbose: false });
}

afterAll(() => {
  for (const folder of folders) removeFolder(folder);
});

describe('ServiceProcess', () => {
  it('tells the last lines of a service that ends by itself', async () => {
    const service = start('console.log("first"); console.error("no database"); process.exit(3)');
    await expect(service.died).rejects.toThrow(/ended by itself \(3\)[^]*first\nno database/);
  });

  it('hands the service its own environment and nothing of this one', async () => {
    process.env.DATABASE_URL_OF_SHELL = 'postgres://elsewhere';
    const service = start(
      'console.log(process.env.GREETING, process.env.DATABASE_URL_OF_SHELL); process.exit(1)',
    );
    await expect(service.died).rejects.toThrow('salom undefined');
    delete process.env.DATABASE_URL_OF_SHELL;
  });

  it('stops a service that finishes its work first, and does not call that a death', async () => {
    const service = start(
      'process.on("SIGTERM", () => setTimeout(() => { console.log("work finished"); process.exit(0) }, 100));' +
        'console.log("up"); setInterval(() => {}, 1000)',
    );
    let died = false;
    service.died.catch(() => (died = true));
    while (!service.lastLines().includes('up')) await wait(20);
    await service.stop();
    expect(service.lastLines()).toContain('work finished');
    expect(died).toBe(false);
  });
});
