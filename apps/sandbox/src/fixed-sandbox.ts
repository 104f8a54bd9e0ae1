import type { OpenShop, ShopIdentity } from './demo-shop';
import { listen } from './listening';
import { Sandbox } from './sandbox';

/** The same at each start, so that a database of yesterday knows the shop; they open nothing outside of the sandbox. */
const IDENTITY: ShopIdentity = {
  connectedIntegrationId: '5a4db0c5a4db0c5a4db0c5a4db0c0001',
  botToken: '1000000001:AAsandbox-bot-of-Dastarxon-000000001',
};
export const HANDLER_SECRET = 'sandbox-handler-secret-0123456789';

/** Variables that choose the ports, with what is taken unless they are set. */
const PORTS = {
  SANDBOX_PAGE_PORT: 4100,
  SANDBOX_REGOS_PORT: 4101,
  SANDBOX_TELEGRAM_PORT: 4102,
  HTTP_PORT: 3000,
};
type PortName = keyof typeof PORTS;
type Environment = Readonly<Record<string, string | undefined>>;

/** The sandbox where a service of a developer's finds it again: at fixed ports, with one shop by fixed names. */
export interface FixedSandbox {
  readonly sandbox: Sandbox;
  readonly shop: OpenShop;
  readonly pageUrl: string;
  /** Where a service takes requests that REGOS's handler calls are meant for. */
  readonly servicePort: number;
  /** What a service is told of both fakes. */
  readonly serviceEnvironment: Readonly<Record<string, string>>;
}

/** @throws Error for a port that is none or taken, which names its variable */
export async function openFixedSandbox(environment: Environment): Promise<FixedSandbox> {
  const sandbox = new Sandbox();
  try {
    const pagePort = await onPort(environment, 'SANDBOX_PAGE_PORT', (port) =>
      sandbox.listenForPage((page) => listen(page, port)),
    );
    await onPort(environment, 'SANDBOX_REGOS_PORT', (port) => sandbox.listenForRegos(port));
    await onPort(environment, 'SANDBOX_TELEGRAM_PORT', (port) => sandbox.listenForTelegram(port));
    const servicePort = portOf(environment, 'HTTP_PORT');
    const shop = sandbox.openShop(`http://127.0.0.1:${servicePort}/regos/${HANDLER_SECRET}`, IDENTITY);
    sandbox.servePage(shop);
    const serviceEnvironment = {
      TELEGRAM_API_URL: sandbox.telegramUrl,
      REGOS_API_URL: sandbox.regosUrl,
      REGOS_HANDLER_SECRET: HANDLER_SECRET,
    };
    return { sandbox, shop, pageUrl: `http://localhost:${pagePort}`, servicePort, serviceEnvironment };
  } catch (error) {
    await sandbox.close();
    throw error;
  }
}

/** Lines for a terminal. */
export function describeSandbox({ sandbox, shop, pageUrl }: FixedSandbox): string {
  return [
    `  Page           ${pageUrl}`,
    `  REGOS          ${sandbox.regosUrl}`,
    `  Telegram       ${sandbox.telegramUrl}`,
    `  Connection id  ${shop.connectedIntegrationId}`,
    `  Bot token      ${shop.botToken}`,
  ].join('\n');
}

async function onPort<T>(
  environment: Environment,
  name: PortName,
  listening: (port: number) => Promise<T>,
): Promise<T> {
  const port = portOf(environment, name);
  try {
    return await listening(port);
  } catch (error) {
    throw new Error(`Port ${port} cannot be used; set ${name} to another one.`, { cause: error });
  }
}

function portOf(environment: Environment, name: PortName): number {
  const value = environment[name];
  const port = value === undefined || value === '' ? PORTS[name] : Number(value);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`${name} is "${value}"; it has to be a port such as ${PORTS[name]}.`);
}
