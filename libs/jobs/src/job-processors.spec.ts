import { Module, type Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { jobNames } from './job-policy';
import { JobProcessor } from './job-processor';
import { JobProcessorsModule } from './job-processors.module';

@JobProcessor('orders.submit')
class Submitting {}

@JobProcessor('orders.submit')
class SubmittingToo {}

const ofTheRest = jobNames()
  .filter((name) => name !== 'orders.submit')
  .map((name) => {
    @JobProcessor(name)
    class Processing {}
    return Processing;
  });

async function start(processors: readonly Type[]): Promise<void> {
  @Module({ imports: [JobProcessorsModule], providers: [...processors] })
  class Workers {}

  const app = await Test.createTestingModule({ imports: [Workers] }).compile();
  await app.init();
  await app.close();
}

describe('an app that works on jobs', () => {
  it('starts when every job has one processor', () => start([...ofTheRest, Submitting]));

  it('does not start when nobody works on a job', () =>
    expect(start(ofTheRest)).rejects.toThrow('no processor of this app works on the job orders.submit'));

  it('does not start when two processors take the same job', () =>
    expect(start([...ofTheRest, Submitting, SubmittingToo])).rejects.toThrow(
      '2 processors of this app work on the job orders.submit',
    ));
});

describe('a processor', () => {
  it('works on one queue only', () => {
    expect(() => JobProcessor(['orders.submit', 'orders.track'])).toThrow('belong to several');
  });
});
