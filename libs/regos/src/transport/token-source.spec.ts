import { RetryableError } from '@rto/kernel';
import { RegosAuthorizationError } from '../errors';
import { aRegos, failureOf, networkError, type Player } from '../regos.fixture';

const credentials = { clientId: 'our-app', clientSecret: 's3cret+&' };
const grant: Player = (_, index) => ({
  body: { access_token: `token-${index + 1}`, token_type: 'Bearer', expires_in: 600 },
});

describe('token source', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('has no token and asks nobody when the installation has no credentials', async () => {
    const { tokens, requests } = aRegos(grant);
    expect(await tokens.current()).toBeUndefined();
    expect(requests).toEqual([]);
  });

  it('asks with the client credentials as a form', async () => {
    const { tokens, requests } = aRegos(grant, { regos: { credentials } });
    await tokens.current();
    expect(requests[0]?.body).toBe(
      'grant_type=client_credentials&client_id=our-app&client_secret=s3cret%2B%26',
    );
    expect(requests[0]?.headers).toMatchObject({ 'Content-Type': 'application/x-www-form-urlencoded' });
  });

  it('asks once for callers that come together', async () => {
    const { tokens, requests } = aRegos(grant, { regos: { credentials } });
    const values = await Promise.all([tokens.current(), tokens.current(), tokens.current()]);
    expect(values).toEqual(['token-1', 'token-1', 'token-1']);
    expect(requests).toHaveLength(1);
  });

  it('renews the token after four fifths of its life, once, while it is still used', async () => {
    const { tokens, requests } = aRegos(grant, { regos: { credentials } });
    await tokens.current();
    await jest.advanceTimersByTimeAsync(479_999);
    expect(await tokens.current()).toBe('token-1');
    expect(requests).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(await Promise.all([tokens.current(), tokens.current()])).toEqual(['token-1', 'token-1']);
    await jest.advanceTimersByTimeAsync(1);
    expect(await tokens.current()).toBe('token-2');
    expect(requests).toHaveLength(2);
  });

  it('keeps a token that cannot be renewed until a tenth of its life, at most a minute, before its end', async () => {
    const away: Player = (request, index) =>
      index === 0 ? grant(request, index) : Promise.reject(networkError('ECONNREFUSED'));
    const { tokens, requests } = aRegos(away, { regos: { credentials } });
    await tokens.current();
    await jest.advanceTimersByTimeAsync(480_000);
    for (let second = 0; second < 59; second += 1) {
      expect(await tokens.current()).toBe('token-1');
      await jest.advanceTimersByTimeAsync(1_000);
    }
    expect(requests.length).toBeGreaterThan(5); // every ten seconds
    expect(requests.length).toBeLessThan(8);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(await failureOf(tokens.current())).toBeInstanceOf(RetryableError);
  });

  it('forgets a refused token, but not the newer one', async () => {
    const { tokens } = aRegos(grant, { regos: { credentials } });
    await tokens.current();
    tokens.invalidate('token-1');
    expect(await tokens.current()).toBe('token-2');
    tokens.invalidate('token-1');
    expect(await tokens.current()).toBe('token-2');
  });

  it.each([
    'invalid_client',
    'invalid_grant',
    'unauthorized_client',
    'invalid_scope',
    'unsupported_grant_type',
  ])('reports %s as an error of the installation, without the secret', async (error) => {
    const { tokens } = aRegos(() => ({ status: 400, body: { error } }), { regos: { credentials } });
    const failure = await failureOf(tokens.current());
    expect(failure).toBeInstanceOf(RegosAuthorizationError);
    expect(String(failure)).not.toContain('s3cret');
  });

  it.each<[string, Player]>([
    ['server_error', () => ({ status: 500, body: { error: 'server_error' } })],
    ['temporarily_unavailable', () => ({ status: 503, body: { error: 'temporarily_unavailable' } })],
    ['an HTML page', () => ({ status: 502, body: '<html>' })],
    ['a grant without expires_in', () => ({ body: { access_token: 'x' } })],
    ['a grant without a token', () => ({ body: { expires_in: 600 } })],
    ['no connection', () => Promise.reject(networkError('ECONNREFUSED'))],
  ])('may work later after %s, and the next caller asks again', async (_, play) => {
    const { tokens, requests } = aRegos(play, { regos: { credentials } });
    const failure = await failureOf(tokens.current());
    expect(failure).toBeInstanceOf(RetryableError);
    expect(failure).not.toBeInstanceOf(RegosAuthorizationError);
    await failureOf(tokens.current());
    expect(requests).toHaveLength(2);
  });
});
