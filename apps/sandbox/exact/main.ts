import { errorMessage } from '@rto/kernel';
import { ExactRun, type Outcome } from './exact-run';
import { readOptions, type Options } from './options';

/** Complaints beyond these are more of the same. */
const MAX_COMPLAINTS = 40;

/** `--orders 1000 --seed N --shape embedded|scaled --updates polling|webhook --verbose`; exit code 1 unless every order is exact. */
async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  console.error(`seed ${options.seed}`); // said first, for a run that does not come to its end
  const outcome = await new ExactRun(options).run();
  for (const complaint of outcome.complaints.slice(0, MAX_COMPLAINTS)) console.error(complaint);
  console.log(figures(options, outcome));
  return outcome.complaints.length === 0 ? 0 : 1;
}

function figures({ seed, shape, updates }: Options, outcome: Outcome): string {
  const { complaints: _lines, ...counts } = outcome;
  return [
    `exact seed=${seed} shape=${shape} updates=${updates}`,
    ...Object.entries(counts).map(([name, n]) => `${name}=${n}`),
  ].join(' ');
}

// the processes of the service end with this one, by its exit handler
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(1));
main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(errorMessage(error));
    process.exit(1);
  },
);
