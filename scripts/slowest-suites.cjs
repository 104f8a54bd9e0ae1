/** jest reporter: names the suites that a run of several tiers or files spent most of its time on. */
const { relative } = require('node:path');

const SHOWN = 20;
/** Below this a run is of somebody who works on one file. */
const WORTH_TELLING = 2;

module.exports = class SlowestSuites {
  onRunComplete(_contexts, { testResults, startTime }) {
    const suites = testResults
      .filter(({ skipped, perfStats }) => !skipped && perfStats.end > 0)
      .map(({ testFilePath, perfStats }) => ({ testFilePath, ms: perfStats.end - perfStats.start }))
      .sort((a, b) => b.ms - a.ms);
    if (suites.length < WORTH_TELLING) return;
    const lines = suites
      .slice(0, SHOWN)
      .map(({ testFilePath, ms }) => `${seconds(ms)}  ${relative(process.cwd(), testFilePath)}`);
    const sum = suites.reduce((total, { ms }) => total + ms, 0);
    const title = `Slowest of ${suites.length} suites, ${seconds(sum).trim()} s in ${seconds(Date.now() - startTime).trim()} s`;
    process.stderr.write(`\n${[title, ...lines].join('\n')}\n`);
  }
};

function seconds(ms) {
  return (ms / 1_000).toFixed(1).padStart(7);
}
