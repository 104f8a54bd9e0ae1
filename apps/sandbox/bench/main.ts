import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorMessage } from '@rto/kernel';
import { startServices, stopServices } from '../../../scripts/test-services';
import { campaign } from './campaign.bench';
import { browsing } from './browsing.bench';
import { connects } from './connects.bench';
import { confirms } from './confirms.bench';
import { FULL, QUICK } from './effort';
import { Figures } from './figures';
import { handOver } from './hand-over.bench';
import { isolation } from './isolation.bench';
import { memory } from './memory.bench';
import { orderCost } from './order-cost.bench';
import { pace } from './pace.bench';
import { polledBots } from './polled-bots.bench';
import { registered } from './registered.bench';
import type { Scenario } from './scenario';
import { search } from './search.bench';
import { Stage } from './stage';
import { shops } from './shops.bench';
import { sickShops } from './sick-shops.bench';
import { startUp } from './start-up.bench';
import { storm } from './storm.bench';
import { sweep } from './sweep.bench';
import { takeOver } from './take-over.bench';
import { tapLatency } from './tap-latency.bench';
import { throughput } from './throughput.bench';
import { turning } from './turning.bench';
import { webhook } from './webhook.bench';

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'start-up': startUp,
  memory,
  taps: tapLatency,
  turning,
  throughput,
  webhook,
  orders: orderCost,
  browsing,
  pace,
  shops,
  isolation,
  'sick-shops': sickShops,
  storm,
  campaign,
  confirms,
  'take-over': takeOver,
  sweep,
  registered,
  'polled-bots': polledBots,
  connects,
  'hand-over': handOver,
  search,
};

const OPTIONS = ['--quick', '--profile'];
/** Where services leave their CPU profiles. */
const PROFILES = join(tmpdir(), 'rto-bench-profiles');

/** `--quick` runs a smoke test, `--profile` keeps CPU profiles; names of scenarios run only those. */
async function main(args: readonly string[]): Promise<void> {
  const names = args.filter((arg) => arg in SCENARIOS);
  const unknown = args.filter((arg) => !OPTIONS.includes(arg) && !(arg in SCENARIOS));
  if (unknown.length > 0) {
    throw new Error(
      `unknown: ${unknown.join(' ')}; there is ${OPTIONS.join(', ')}, and ${Object.keys(SCENARIOS).join(', ')}`,
    );
  }
  const figures = new Figures();
  const [cpu] = cpus();
  figures.remark(
    `${new Date().toISOString()}, Node ${process.version}, ${cpus().length} x ${cpu?.model ?? 'CPU'}`,
  );
  figures.remark(
    `load average ${loadavg()[0]?.toFixed(2)}; figures of a machine that does other work are too high`,
  );
  await startServices();
  try {
    for (const [name, scenario] of Object.entries(SCENARIOS)) {
      if (names.length > 0 && !names.includes(name)) continue;
      await run(scenario, figures, args);
      figures.remark(`load average ${loadavg()[0]?.toFixed(2)}`);
    }
  } finally {
    await stopServices();
  }
  figures.printTable();
  if (figures.missed > 0) figures.remark(`${figures.missed} over the goal`);
}

async function run(scenario: Scenario, figures: Figures, args: readonly string[]): Promise<void> {
  const stage = new Stage(args.includes('--profile') ? PROFILES : undefined);
  await stage.open();
  await scenario({ figures, effort: args.includes('--quick') ? QUICK : FULL, stage });
  stage.assertClean();
  await stage.close();
}

main(process.argv.slice(2)).then(
  () => process.exit(),
  (error: unknown) => {
    console.error(errorMessage(error));
    process.exit(1);
  },
);
