import { createRequire } from 'node:module';
import type { LoggerService } from '@nestjs/common';
import type { Config } from '@rto/config';
import { currentTrace } from '@rto/kernel';
import pino, { type DestinationStream, type Level, type Logger } from 'pino';
import { createMask } from './mask';

/** What a child logger writes into each of its lines. */
interface LogBindings {
  readonly tenantId?: string;
  readonly context?: string;
}

/**
 * Nest's own words while it starts, of use only to somebody who looks for a fault in the wiring. Errors of these
 * classes are thrown as well, to a caller who tells them better.
 */
const FRAMEWORK = new Set([
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestApplication',
]);

/**
 * JSON lines, one an event, with the trace and the tenant of the work under way; every line is masked as the last
 * thing before it is written.
 */
export class AppLogger implements LoggerService {
  private constructor(
    private readonly pino: Logger,
    private readonly bindings: LogBindings = {},
  ) {}

  /** @param destination where the lines go; unless given: stdout, in colours when that is a terminal */
  static create(
    config: Pick<Config, 'logLevel' | 'adminApiKey' | 'regos'>,
    destination: DestinationStream = standardOutput(),
  ): AppLogger {
    const { handlerSecrets, credentials } = config.regos;
    const mask = createMask([config.adminApiKey, ...handlerSecrets, credentials?.clientSecret ?? '']);
    const options = {
      level: config.logLevel,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level: string) => ({ level }) },
      hooks: { streamWrite: mask },
    };
    return new AppLogger(pino(options, destination));
  }

  child(bindings: LogBindings): AppLogger {
    return new AppLogger(this.pino.child(bindings), { ...this.bindings, ...bindings });
  }

  log(message: unknown, ...params: unknown[]): void {
    this.write(isFramework(params) ? 'debug' : 'info', message, params);
  }

  error(message: unknown, ...params: unknown[]): void {
    this.write(isFramework(params) ? 'debug' : 'error', message, params);
  }

  warn(message: unknown, ...params: unknown[]): void {
    this.write('warn', message, params);
  }

  debug(message: unknown, ...params: unknown[]): void {
    this.write('debug', message, params);
  }

  verbose(message: unknown, ...params: unknown[]): void {
    this.write('trace', message, params);
  }

  fatal(message: unknown, ...params: unknown[]): void {
    this.write('fatal', message, params);
  }

  /** Nest's calls: the message, then an error or its stack, then the name of the class that logs. */
  private write(level: Level, message: unknown, params: readonly unknown[]): void {
    if (!this.pino.isLevelEnabled(level)) return;
    const { traceId, tenantId } = currentTrace() ?? {};
    const fields: Record<string, unknown> = { traceId };
    if (this.bindings.tenantId === undefined) fields['tenantId'] = tenantId;
    let text = typeof message === 'string' ? message : undefined;
    for (const value of [message, ...params]) {
      if (value instanceof Error) {
        fields['err'] = value;
        text ??= value.message;
      } else if (typeof value === 'object') Object.assign(fields, value);
    }
    if (text === undefined && typeof fields['message'] === 'string') {
      text = fields['message'];
      delete fields['message'];
    }
    for (const value of params) {
      if (typeof value !== 'string') continue;
      if (value.includes('\n    at ')) fields['stack'] = value;
      else fields['context'] = value;
    }
    this.pino[level](fields, text ?? '');
  }
}

function isFramework(params: readonly unknown[]): boolean {
  return params.some((param) => typeof param === 'string' && FRAMEWORK.has(param));
}

function standardOutput(): DestinationStream {
  const pretty = process.stdout.isTTY ? prettyPrinter() : undefined;
  return pretty
    ? pretty({ colorize: true, ignore: 'pid,hostname' })
    : pino.destination({ dest: 1, sync: true });
}

type PrettyPrinter = (options: { colorize: boolean; ignore: string }) => DestinationStream;

/** A tool of developers: absent where only the service is installed. */
function prettyPrinter(): PrettyPrinter | undefined {
  try {
    return createRequire(__filename)('pino-pretty') as PrettyPrinter;
  } catch {
    return undefined; // JSON lines do as well
  }
}
