import { FAILPOINTS, Failpoints, seededRandom, type FailpointAction, type FailpointRule } from '@rto/kernel';
import { ConfigError } from './config-error';
import { Environment, type Env } from './environment';

/**
 * For tests alone, and therefore no part of `Config`: which steps of the service fail.
 * `order.answered=kill@0.1; message.sent=throw#3; update.received=delay:500; seed=7`: `@` is a probability, `#` the
 * pass that is struck, neither means always.
 */
const VARIABLE = 'RTO_FAILPOINTS';
const EXAMPLE = 'order.answered=kill@0.1;seed=7';
const RULE = /^([a-zA-Z.]+)=(kill|throw|delay:(\d{1,6}))(?:@([01](?:\.\d+)?)|#(\d{1,6}))?$/;
const SEED = /^seed=(\d{1,10})$/;

/**
 * @returns undefined in production, whatever the environment says
 * @throws ConfigError for a plan that cannot be read
 */
export function failpointPlan(env: Env): Failpoints | undefined {
  const read = new Environment(env);
  if (read.text('NODE_ENV') === 'production') return undefined;
  const parts = (read.text(VARIABLE) ?? '').split(';').map((part) => part.trim());
  const written = parts.filter((part) => part !== '');
  if (written.length === 0) return undefined;
  const seed = Number(SEED.exec(written.find((part) => SEED.test(part)) ?? '')?.[1] ?? 0);
  const rules = written.filter((part) => !SEED.test(part)).map(parseRule);
  return new Failpoints(rules, seededRandom(seed));
}

function parseRule(text: string): FailpointRule {
  const [, written, action, ms, probability, pass] = RULE.exec(text) ?? [];
  const name = FAILPOINTS.find((candidate) => candidate === written);
  if (!name) throw new ConfigError(VARIABLE, `cannot read "${text}"`, EXAMPLE);
  return {
    name,
    action: actionOf(action, ms),
    ...(probability === undefined ? {} : { probability: Number(probability) }),
    ...(pass === undefined ? {} : { pass: Number(pass) }),
  };
}

function actionOf(action: string | undefined, ms: string | undefined): FailpointAction {
  if (ms !== undefined) return { kind: 'delay', ms: Number(ms) };
  return { kind: action === 'kill' ? 'kill' : 'throw' };
}
