import { randomBytes, randomInt } from 'node:crypto';
import { loadConfig } from '@rto/config';
import { botSetups, openDatabase, tenants, tenantSettings, type Cipher } from '@rto/database';
import { newId } from '@rto/kernel';
import { BotWish, WebhookAddresses } from '@rto/telegram';
import { aShop } from '@rto/fakes';
import type { Servers } from './servers';
import type { Stage } from './stage';

const ROWS_A_STATEMENT = 500;
/** Small: thousands of shops are held by the fake REGOS. */
const SHOP = aShop({ items: [], groups: [] });

/** A shop whose rows are there, with a bot that Telegram knows all about. */
interface RegisteredShop {
  readonly botToken: string;
  readonly botId: number;
  /** Last segment of the webhook's address, and what Telegram sends along. */
  readonly publicId: string;
  readonly secret: string;
}

/**
 * Writes shops into the database as they are after they were connected and their bots were set up. Connecting
 * thousands takes minutes; what is measured is what they cost afterwards.
 * @param environment of the service that will start on them
 */
export async function registerShops(
  stage: Stage,
  servers: Servers,
  environment: Readonly<Record<string, string>>,
  count: number,
): Promise<RegisteredShop[]> {
  const { cipher } = servers;
  const wish = new BotWish(
    loadConfig(environment, () => undefined),
    cipher,
  );
  const database = await openDatabase({ databaseUrl: servers.databaseUrl, dataDir: '', logger: console });
  const made = Array.from({ length: count }, () => rowsOf(stage, cipher, wish));
  for (let start = 0; start < count; start += ROWS_A_STATEMENT) {
    const slice = made.slice(start, start + ROWS_A_STATEMENT);
    const db = database.db.acrossTenants;
    await db.insert(tenants).values(slice.map(({ tenant }) => tenant));
    await db.insert(tenantSettings).values(slice.flatMap(({ settings }) => settings));
    await db.insert(botSetups).values(slice.map(({ setup }) => setup));
  }
  await database.close();
  return made.map(({ shop }) => shop);
}

interface ShopRows {
  readonly shop: RegisteredShop;
  readonly tenant: typeof tenants.$inferInsert;
  readonly settings: (typeof tenantSettings.$inferInsert)[];
  readonly setup: typeof botSetups.$inferInsert;
}

function rowsOf(stage: Stage, cipher: Cipher, wish: BotWish): ShopRows {
  const tenantId = newId();
  const now = new Date();
  const botId = randomInt(1_000_000_000, 9_999_999_999);
  const botToken = stage.addBot(botId);
  const { connectedIntegrationId, apiLogin, settings } = stage.addAccount(SHOP, botToken);
  const key = {
    publicId: new WebhookAddresses(cipher).make(),
    secret: randomBytes(32).toString('base64url'),
  };
  const webhook = wish.webhook(key);
  const encrypt = (value: string, column: string): string => cipher.encrypt(value, { tenantId, column });
  return {
    shop: { botToken, botId, ...key },
    tenant: {
      id: tenantId,
      name: 'Магазин',
      state: 'active',
      connectionCipher: encrypt(connectedIntegrationId, 'tenants.connection'),
      connectionHash: cipher.hash(connectedIntegrationId, 'tenants.connection'),
      accountCipher: encrypt(apiLogin, 'tenants.account'),
      botId,
      botUsername: `shop_${botId}_bot`,
      tokenHash: cipher.hash(botToken, 'tenants.token'),
      createdAt: now,
      updatedAt: now,
    },
    settings: Object.entries(settings).map(([name, value]) => {
      const encrypted = name === 'BOT_TOKEN';
      const stored = encrypted ? encrypt(value, `tenant_settings.${name}`) : value;
      return { tenantId, key: name, origin: 'regos', value: stored, encrypted, updatedAt: now };
    }),
    setup: {
      tenantId,
      publicId: key.publicId,
      secretCipher: encrypt(key.secret, 'bot_setups.secret'),
      botId,
      tokenCipher: webhook ? encrypt(botToken, 'bot_setups.token') : null,
      webhookHash: webhook ? (wish.webhookHashes(botToken, webhook)[0] ?? null) : null,
      profileHash: wish.profileHashes(botToken, 'ru')[0] ?? null,
      target: wish.target,
      seenVersion: now,
      checkedAt: now,
      createdAt: now,
      updatedAt: now,
    },
  };
}
