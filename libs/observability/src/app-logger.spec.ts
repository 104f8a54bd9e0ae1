import { traced } from '@rto/kernel';
import { AppLogger } from './app-logger';

const CONFIG = {
  logLevel: 'info' as const,
  adminApiKey: 'the-admin-key-of-the-test',
  regos: {
    apiUrl: 'http://regos',
    authUrl: 'http://regos/oauth/token',
    credentials: { clientId: 'id', clientSecret: 'the-client-secret' },
    dialect: 'both' as const,
    timeoutMs: 1,
    settleMs: 1,
    dailyCalls: 1,
    integrationKey: 'telegram-bot-orders',
    handlerSecrets: ['the-handler-secret'],
  },
};

describe('AppLogger', () => {
  let lines: string[];
  let logger: AppLogger;

  beforeEach(() => {
    lines = [];
    logger = AppLogger.create(CONFIG, { write: (line) => void lines.push(line) });
  });

  const written = (): Record<string, unknown> => JSON.parse(lines.at(-1) ?? '') as Record<string, unknown>;

  it('writes one JSON line with level, instant, text and class', () => {
    logger.log('started', 'Bootstrap');
    expect(written()).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      msg: 'started',
      context: 'Bootstrap',
    });
  });

  it('keeps what Nest says while it starts for the level debug', () => {
    logger.log('AdminModule dependencies initialized', 'InstanceLoader');
    logger.error(new Error('listen EADDRINUSE'), 'NestApplication');
    expect(lines).toEqual([]);
  });

  it('takes the text of an object with a message as the text of the line', () => {
    logger.warn({ tenantId: 'tenant-1', message: 'slow' }, 'Bots');
    expect(written()).toMatchObject({ msg: 'slow', tenantId: 'tenant-1', context: 'Bots' });
    expect(written()).not.toHaveProperty('message');
  });

  it('names the tenant in every line of its child', () => {
    const child = logger.child({ tenantId: 'tenant-1', context: 'Bots' });
    child.warn('slow');
    child.error('failed', new Error('reason'));
    expect(lines.map((line) => (JSON.parse(line) as { tenantId: string }).tenantId)).toEqual([
      'tenant-1',
      'tenant-1',
    ]);
  });

  it('names trace and tenant of the work under way, and the tenant that a line is about first', () => {
    const child = logger.child({ tenantId: 'tenant-2' });
    traced({ traceId: 'trace-1', tenantId: 'tenant-1' }, () => {
      logger.log('slow');
      expect(written()).toMatchObject({ traceId: 'trace-1', tenantId: 'tenant-1' });
      logger.log({ tenantId: 'tenant-3', message: 'slow' });
      expect(written()).toMatchObject({ traceId: 'trace-1', tenantId: 'tenant-3' });
      child.log('slow');
      expect(written()).toMatchObject({ traceId: 'trace-1', tenantId: 'tenant-2' });
      expect(lines.at(-1)?.match(/tenantId/g)).toHaveLength(1);
    });
  });

  it('keeps an error with its stack and cause, whichever way Nest hands it over', () => {
    logger.error(new Error('outer', { cause: new Error('inner') }), 'Filter');
    expect(written()).toMatchObject({
      level: 'error',
      msg: expect.stringContaining('outer') as string,
      context: 'Filter',
    });
    expect(JSON.stringify(written())).toContain('inner');
    logger.error('text', 'Error: x\n    at somewhere', 'Context');
    expect(written()).toMatchObject({ msg: 'text', stack: 'Error: x\n    at somewhere', context: 'Context' });
  });

  it('masks messages, fields, stacks and addresses of errors', () => {
    const error = Object.assign(
      new Error('GET http://h/bot123456789:AAsecretTokenOfTheBot-0123456789_abcd/x'),
      {
        config: { headers: { authorization: 'the-admin-key-of-the-test' } },
      },
    );
    logger.error('called +998901234567', error);
    logger.warn('x', { url: '/regos/the-handler-secret', secret: 'the-client-secret' });
    expect(lines.join('')).not.toMatch(/AAsecret|998901234567|the-admin-key|the-handler|the-client/);
  });

  it('keeps a line one line, whatever a name contains', () => {
    logger.log('name\n{"level":"fatal"}\u001b[31m');
    expect(lines).toHaveLength(1);
    expect(lines[0]?.trimEnd()).not.toMatch(/[\n\u001b]/);
  });

  it('leaves out what is below its level', () => {
    logger.debug('detail');
    expect(lines).toEqual([]);
  });
});
