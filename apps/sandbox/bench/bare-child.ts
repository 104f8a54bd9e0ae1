/** In the process that is compared: tells the benchmark where it listens and what it uses, and ends with it. */
export function serveBenchmark(address: string): void {
  process.on('message', () => process.send?.(process.cpuUsage()));
  process.on('disconnect', () => process.exit());
  process.send?.(address);
}
