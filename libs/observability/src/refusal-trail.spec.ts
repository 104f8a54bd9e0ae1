import { Logger } from '@nestjs/common';
import { ManualClock } from '@rto/kernel';
import { RefusalTrail } from './refusal-trail';

describe('the trail of refused callers', () => {
  let lines: unknown[];
  let clock: ManualClock;
  beforeEach(() => {
    lines = [];
    clock = new ManualClock();
    jest.spyOn(Logger.prototype, 'warn').mockImplementation((line: unknown) => void lines.push(line));
  });
  afterEach(() => jest.restoreAllMocks());

  it('names class and network once a minute, and what was not said in the next line', () => {
    const trail = new RefusalTrail(clock);
    for (let host = 1; host <= 5; host += 1) trail.refused('wrong webhook secret', `2001:db8:1:2::${host}`);
    expect(lines).toEqual([
      {
        refusal: 'wrong webhook secret',
        network: '2001-db8-1-2',
        message: 'refused: wrong webhook secret',
      },
    ]);
    clock.advance(60_000);
    trail.refused('wrong webhook secret', '2001:db8:1:2::9');
    expect(lines[1]).toMatchObject({
      message: 'refused: wrong webhook secret; 4 more of this class had no line',
    });
  });

  it('writes twenty lines of a class in a minute at most, and another class all the same', () => {
    const trail = new RefusalTrail(clock);
    for (let host = 1; host <= 100; host += 1) trail.refused('unknown webhook address', `203.0.113.${host}`);
    expect(lines).toHaveLength(20);
    trail.refused('wrong webhook secret', '203.0.113.1');
    expect(lines).toHaveLength(21);
  });
});
