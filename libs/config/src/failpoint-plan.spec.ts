import { failpointPlan } from './failpoint-plan';

describe('the plan of failpoints', () => {
  it('is empty unless a test writes one', () => {
    expect(failpointPlan({})).toBeUndefined();
    expect(failpointPlan({ RTO_FAILPOINTS: ' ; ' })).toBeUndefined();
  });

  it('is not followed in production', () => {
    const env = { NODE_ENV: 'production', RTO_FAILPOINTS: 'order.leased=kill' };
    expect(failpointPlan(env)).toBeUndefined();
  });

  it('names steps with what happens there, and when', () => {
    const plan = failpointPlan({
      RTO_FAILPOINTS: 'order.leased=kill; message.sent=throw#2;update.received=delay:500@1; seed=7',
    });
    expect(plan?.strike('order.leased')).toEqual({ kind: 'kill' });
    expect(plan?.strike('message.sent')).toBeUndefined();
    expect(plan?.strike('message.sent')).toEqual({ kind: 'throw' });
    expect(plan?.strike('update.received')).toEqual({ kind: 'delay', ms: 500 });
    expect(plan?.strike('order.answered')).toBeUndefined();
  });

  it('strikes at the same passes again with the same seed', () => {
    const passes = (seed: number): boolean[] => {
      const plan = failpointPlan({ RTO_FAILPOINTS: `order.leased=throw@0.5;seed=${seed}` });
      return Array.from({ length: 50 }, () => plan?.strike('order.leased') !== undefined);
    };
    expect(passes(3)).toEqual(passes(3));
    expect(passes(3)).not.toEqual(passes(4));
  });

  it.each(['order.unknown=kill', 'order.leased=explode', 'order.leased', 'order.leased=kill@2', 'seed=x'])(
    'refuses "%s" in one line',
    (text) => {
      expect(() => failpointPlan({ RTO_FAILPOINTS: text })).toThrow(
        `RTO_FAILPOINTS: cannot read "${text}", for example RTO_FAILPOINTS=`,
      );
    },
  );
});
