const WEEK_MS = 7 * 24 * 60 * 60_000;

/** Whether one more campaign at `wanted` leaves every span of seven days at most `limit` of them. */
export function fitsTheWeek(wanted: Date, others: readonly Date[], limit: number): boolean {
  const all = [wanted, ...others].map((at) => at.getTime());
  const spans = all.filter((end) => end >= wanted.getTime() && end - wanted.getTime() < WEEK_MS);
  return spans.every((end) => all.filter((at) => at <= end && at > end - WEEK_MS).length <= limit);
}
