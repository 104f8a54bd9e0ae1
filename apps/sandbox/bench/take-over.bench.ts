import { setTimeout as wait } from 'node:timers/promises';
import { confirm, goToSummary, NUMBER_OF_SHOP } from './buy';
import { median } from './figures';
import { Parts, startPart } from './parts';
import type { Scenario } from './scenario';
import { Servers } from './servers';

const BUYERS = 8;
const CREATE = 'DocOrderDelivery/AddFull';
/** Within the time that a call may take, and enough to start another worker meanwhile. */
const REGOS_ANSWERS_AFTER_MS = 18_000;
const LOOK_EVERY_MS = 50;
const TIMEOUT_MS = 240_000;

/**
 * A worker dies by `kill -9` while each of its orders is on its way to REGOS; what it held is free when its lease
 * ends, which is longer than any call of its own can take. Another worker is there.
 */
export const takeOver: Scenario = async ({ figures, stage }) => {
  const servers = await Servers.open();
  const parts = await Parts.start(stage, servers);
  const { botToken, connectedIntegrationId } = await parts.api.connect();
  const buyers = Array.from({ length: BUYERS }, () => stage.newcomer(botToken));
  for (const buyer of buyers) await goToSummary(buyer);
  stage.regos.faults.add({ kind: 'slow', ms: REGOS_ANSWERS_AFTER_MS, method: CREATE });
  await Promise.all(buyers.map(confirm));
  const sent = (): number => stage.regos.calls.filter(({ method }) => method === CREATE).length;
  while (sent() < BUYERS) await wait(LOOK_EVERY_MS);
  const heir = await startPart(stage, servers, 'worker');
  if (stage.regos.documents(connectedIntegrationId).length > 0)
    throw new Error('the machine is too slow: an order was there before the other worker was');
  await parts.worker.kill();
  const diedAt = performance.now();
  stage.regos.faults.clear(); // calls under way stay slow
  const told = buyers.map(async (buyer) => {
    await buyer.waitFor(NUMBER_OF_SHOP, TIMEOUT_MS);
    return (performance.now() - diedAt) / 1000;
  });
  const durationsSec = await Promise.all(told);
  const documents = stage.regos.documents(connectedIntegrationId).length;
  const what = `kill -9 of a worker that sends ${BUYERS} orders`;
  figures.add(`${what}, until a buyer is told REGOS's number, median`, median(durationsSec), 's');
  figures.add(`${what}, until the last one is`, Math.max(...durationsSec), 's');
  figures.add(`${what}, documents in REGOS`, documents, 'documents', { atMost: BUYERS });
  await heir.close();
  await parts.close();
  await servers.close();
};
