import { isDatabaseAway } from './database-away';

const coded = (code: string): Error => Object.assign(new Error('failed'), { code });

describe('an error of the database', () => {
  it.each([
    ['nobody listens', coded('ECONNREFUSED')],
    ['the name is not found', coded('ENOTFOUND')],
    [
      'a name with two addresses fails twice',
      new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')]),
    ],
    ['the server shuts down', coded('57P01')],
    ['the server has no connection left', coded('53300')],
    ['the pool waited long enough', new Error('timeout exceeded when trying to connect')],
    ['the server does not answer', new Error('Query read timeout')],
    ['it is closed for maintenance', new Error('database "shop" is not currently accepting connections')],
    ['the driver wraps it', new Error('Failed query', { cause: coded('ECONNRESET') })],
  ])('means that it is away when %s', (_name, error) => expect(isDatabaseAway(error)).toBe(true));

  it.each([
    ['a key is taken', coded('23505')],
    ['a statement is cancelled', coded('57014')],
    ['it is a bug of ours', new TypeError('undefined is not a function')],
    ['it is no error', 'ECONNREFUSED'],
  ])('does not when %s', (_name, error) => expect(isDatabaseAway(error)).toBe(false));
});
