import { OutageLog } from './outage-log';

function setUp(): { lines: string[]; log: OutageLog; pass: (ms: number) => void } {
  const lines: string[] = [];
  const write = (message: string): void => void lines.push(message);
  let nowMs = 0;
  const log = new OutageLog({ log: write, error: write }, () => nowMs);
  return { lines, log, pass: (ms) => (nowMs += ms) };
}

describe('OutageLog', () => {
  it('tells of one outage once, however long it lasts', () => {
    const { lines, log, pass } = setUp();
    for (let retry = 0; retry < 1_000; retry += 1) {
      log.failed(new Error('connect ECONNREFUSED'));
      pass(2_000);
    }
    expect(lines).toEqual([expect.stringContaining('connect ECONNREFUSED')]);
  });

  it('tells of the end, and of the next outage', () => {
    const { lines, log } = setUp();
    log.failed(new Error('gone'));
    log.recovered();
    log.recovered();
    log.failed(new Error('gone'));
    expect(lines).toHaveLength(3);
  });

  it('tells of the same fault again after a quiet minute', () => {
    const { lines, log, pass } = setUp();
    log.failed(new Error('gone'));
    pass(60_001);
    log.failed(new Error('gone'));
    expect(lines).toHaveLength(2);
  });

  it('says something even when the error has no text', () => {
    const { lines, log } = setUp();
    log.failed(new AggregateError([]));
    expect(lines[0]).toContain('connection failed');
  });
});
