import { jobId, queueOf, retryOptions } from './job-policy';
import { QUEUES, type JobName } from './jobs';

const NAMES: readonly JobName[] = [
  'orders.submit',
  'orders.track',
  'notices.send',
  'campaigns.send',
  'tenants.refresh',
  'inbound.handle',
  'bots.setup',
  'catalog.patch',
];
const tenantId = '0b3f6c1e-0000-4000-8000-000000000001';

describe('job policy', () => {
  it('gives the same work the same id, whatever the order of its fields', () => {
    const orderId = 'o-1';
    expect(jobId('orders.submit', { tenantId, orderId })).toBe(`submit-${tenantId}-o-1`);
    expect(jobId('orders.submit', { orderId, tenantId })).toBe(`submit-${tenantId}-o-1`);
    expect(jobId('orders.track', { tenantId })).toBe(`track-${tenantId}`);
    expect(jobId('notices.send', { tenantId })).toBe(`send-${tenantId}`);
    expect(jobId('tenants.refresh', { tenantId })).toBe(`refresh-${tenantId}`);
    expect(jobId('bots.setup', { tenantId })).toBe(`setup-${tenantId}`);
    expect(jobId('inbound.handle', { callId: 'c-1' })).toBe('handle-c-1');
    expect(jobId('catalog.patch', { tenantId, slot: 5_000 })).toBe(`patch-${tenantId}-5000`);
  });

  it('never retries without a growing wait', () => {
    for (const name of NAMES) {
      const { attempts, backoff } = retryOptions(name);
      expect(attempts).toBeGreaterThan(1);
      expect(backoff).toMatchObject({ type: 'exponential' });
      expect(typeof backoff === 'object' ? backoff.delay : 0).toBeGreaterThanOrEqual(1_000);
    }
  });

  it('has one kind of work on a queue, so that no worker meets the job of another', () => {
    expect(new Set(NAMES.map(queueOf)).size).toBe(NAMES.length);
    expect(NAMES.map(queueOf).sort()).toEqual(Object.values(QUEUES).sort());
  });
});
