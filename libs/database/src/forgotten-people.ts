import { newId, type ChatId, type TenantId } from '@rto/kernel';
import type { Cipher } from './encryption/cipher';
import type { Database, Transaction } from './database';
import { databaseNow } from './database-time';
import { forgottenPeople } from './schema/schema';

/** Tells whether a chat is of somebody who was forgotten. */
type ForgottenChats = (tenantId: TenantId, chatId: string) => boolean;

/** Writes down that a person is forgotten, in the transaction that forgets them. */
export async function noteForgotten(
  tx: Transaction,
  cipher: Cipher,
  tenantId: TenantId,
  chatId: ChatId,
): Promise<void> {
  const chatHash = cipher.hash(String(chatId), purpose(tenantId));
  await tx.insert(forgottenPeople).values({ id: newId(), tenantId, chatHash, forgottenAt: databaseNow() });
}

/** Who was forgotten, each one told once: what a person who came back has begun since is theirs. */
export class ForgottenPeople {
  private known = new Set<string>();

  constructor(
    private readonly database: Database,
    private readonly cipher: Cipher,
  ) {}

  /** The chats of those who were forgotten since the last call; undefined when nobody was. */
  async news(): Promise<ForgottenChats | undefined> {
    const rows = await this.database.acrossTenants.select().from(forgottenPeople);
    const fresh = rows.filter(({ id }) => !this.known.has(id));
    this.known = new Set(rows.map(({ id }) => id));
    if (fresh.length === 0) return undefined;
    const tenants = new Set(fresh.map(({ tenantId }) => tenantId));
    const hashes = new Set(fresh.map(({ chatHash }) => chatHash)); // of a tenant's purpose: no two shops share one
    return (tenantId, chatId) =>
      tenants.has(tenantId) && this.cipher.hashes(chatId, purpose(tenantId)).some((hash) => hashes.has(hash));
  }
}

function purpose(tenantId: TenantId): string {
  return `forgotten_people.chat/${tenantId}`;
}
