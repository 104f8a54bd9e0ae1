import { setTimeout as wait } from 'node:timers/promises';

/** Creating the embedded database takes 3 to 5 s, several times that on a busy machine. */
const START_TIMEOUT_MS = 90_000;
const POLL_MS = 150;
const CALL_TIMEOUT_MS = 10_000;

/** The parts of a tenant's JSON that the demo reads. */
interface TenantJson {
  readonly id: string;
  readonly state: string;
  readonly problems: readonly unknown[];
  readonly bot: { readonly username: string } | null;
}

export interface ServiceAddress {
  /** Without a slash at the end. */
  readonly url: string;
  readonly adminKey: string;
}

/** Registers the shop with a service that is starting, and waits for its bot. @throws Error when it takes 90 s or more */
export async function connectWhenReady(
  service: ServiceAddress,
  { connectedIntegrationId, name }: { readonly connectedIntegrationId: string; readonly name: string },
  signal: AbortSignal,
): Promise<void> {
  await waitUntilReady(service, signal);
  await connectShop(service, { connectedIntegrationId, name }, signal);
}

/** Resolves once the service takes requests. @throws Error when it does not within 90 s */
async function waitUntilReady(service: ServiceAddress, signal: AbortSignal): Promise<void> {
  await until('take requests', signal, async () => {
    const response = await fetch(`${service.url}/health/ready`, { signal }).catch(() => undefined); // not listening yet
    return response?.ok === true;
  });
}

/** Registers a shop by its connection and waits for its bot; the settings come from REGOS. */
export async function connectShop(
  service: ServiceAddress,
  shop: { readonly connectedIntegrationId: string; readonly name: string },
  signal: AbortSignal,
): Promise<void> {
  const { id } = await callAdmin(service, 'POST', '/tenants', shop);
  await until('start the bot', signal, async () => {
    const tenant = await callAdmin(service, 'GET', `/tenants/${id}`);
    if (tenant.state === 'misconfigured')
      throw new Error(`The shop is misconfigured: ${JSON.stringify(tenant.problems)}`);
    return tenant.state === 'active' && tenant.bot !== null;
  });
}

async function callAdmin(
  service: ServiceAddress,
  method: 'GET' | 'POST',
  path: string,
  body?: object,
): Promise<TenantJson> {
  const response = await fetch(`${service.url}/admin/v1${path}`, {
    method,
    headers: { Authorization: `Bearer ${service.adminKey}`, 'Content-Type': 'application/json' },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
  });
  if (!response.ok)
    throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as TenantJson;
}

async function until(what: string, signal: AbortSignal, done: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + START_TIMEOUT_MS;
  while (!(await done())) {
    if (performance.now() > deadline)
      throw new Error(`The service did not ${what} within ${START_TIMEOUT_MS / 1000} s.`);
    await wait(POLL_MS, undefined, { signal });
  }
}
