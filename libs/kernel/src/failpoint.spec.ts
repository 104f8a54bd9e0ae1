import { armFailpoints, failpoint, Failpoints, type FailpointRule } from './failpoint';

describe('failpoints', () => {
  afterEach(() => armFailpoints(undefined));

  const arm = (rule: FailpointRule, random = Math.random): void =>
    armFailpoints(new Failpoints([rule], random));

  it('do nothing unless armed', async () => {
    await expect(failpoint('order.leased')).resolves.toBeUndefined();
  });

  it('throw at their own step only', async () => {
    arm({ name: 'order.leased', action: { kind: 'throw' } });
    await expect(failpoint('order.leased')).rejects.toThrow('failpoint order.leased');
    await expect(failpoint('order.beforeCall')).resolves.toBeUndefined();
  });

  it('strike at the pass they are told, and at no other', async () => {
    arm({ name: 'message.sent', action: { kind: 'throw' }, pass: 2 });
    await expect(failpoint('message.sent')).resolves.toBeUndefined();
    await expect(failpoint('message.sent')).rejects.toThrow();
    await expect(failpoint('message.sent')).resolves.toBeUndefined();
  });

  it('strike as often as their probability says', async () => {
    const dice = [0.09, 0.11];
    arm({ name: 'message.sent', action: { kind: 'throw' }, probability: 0.1 }, () => dice.shift() ?? 1);
    await expect(failpoint('message.sent')).rejects.toThrow();
    await expect(failpoint('message.sent')).resolves.toBeUndefined();
  });

  it('delay for the time they are told', async () => {
    arm({ name: 'update.received', action: { kind: 'delay', ms: 20 } });
    const startedMs = performance.now();
    await failpoint('update.received');
    expect(performance.now() - startedMs).toBeGreaterThanOrEqual(19); // timers round
  });

  it('kill the process as kill -9 does', () => {
    const kill = jest.spyOn(process, 'kill').mockReturnValue(true);
    arm({ name: 'order.answered', action: { kind: 'kill' } });
    void failpoint('order.answered');
    expect(kill).toHaveBeenCalledWith(process.pid, 'SIGKILL');
    kill.mockRestore();
  });
});
