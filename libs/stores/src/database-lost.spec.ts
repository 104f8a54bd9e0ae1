import { databaseLost } from './open-stores';

describe('an error during the start', () => {
  it('is one line for the operator when PostgreSQL went away', () => {
    const lost = Object.assign(new Error('terminating connection'), { code: '57P01' });
    const wrapped = new Error('Failed query: begin\nparams: ', { cause: lost });
    expect(databaseLost(wrapped)).toBe('DATABASE_URL: the database cannot be used: terminating connection');
  });

  it('is told with its stack when it is a bug of ours', () => {
    expect(databaseLost(new TypeError('undefined is not a function'))).toBeUndefined();
  });
});
