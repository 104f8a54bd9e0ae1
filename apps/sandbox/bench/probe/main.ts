/**
 * Loaded into a service before its own code: says what its process uses, and ends it together with the benchmark.
 * Not the service's `/metrics`: those know no heap that was just collected.
 */
process.on('message', (question) => {
  if (question === 'collected') globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  process.send?.({ rss, heapUsed, cpuUs: user + system });
});
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
