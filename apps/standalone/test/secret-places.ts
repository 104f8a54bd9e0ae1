import { Redis } from 'ioredis';
import { Client } from 'pg';

/** A secret in the spellings in which it might lie or be sent. */
export function spellings(secret: string): string[] {
  const bytes = Buffer.from(secret);
  // without their last characters, which depend on what follows
  const encoded = [bytes.toString('base64'), bytes.toString('base64url'), bytes.toString('hex')];
  return [secret, encodeURIComponent(secret), ...encoded.map((text) => text.replace(/=*$/, '').slice(0, -2))];
}

/** Every row of every table of every schema, as a superuser sees it. */
export async function rowsOf(url: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await client.query<{ row: string }>(`SELECT line::text AS row FROM ${name} line`);
    texts.push(name, ...rows.map(({ row }) => row));
  }
  await client.end();
  return texts.join('\n');
}

/** Every key of Redis with its value, of whatever type. */
export async function valuesOf(url: string): Promise<string> {
  const client = new Redis(url);
  const texts: string[] = [];
  for (const key of await client.keys('*')) {
    const read: Record<string, () => Promise<unknown>> = {
      string: () => client.get(key),
      hash: () => client.hgetall(key),
      list: () => client.lrange(key, 0, -1),
      set: () => client.smembers(key),
      zset: () => client.zrange(key, 0, -1),
      stream: () => client.xrange(key, '-', '+'),
    };
    texts.push(key, JSON.stringify(await read[await client.type(key)]?.()));
  }
  client.disconnect();
  return texts.join('\n');
}
