import { defineConfig } from 'drizzle-kit';

/** Only `npm run db:generate` reads this; migrations run by themselves when the database is opened. */
export default defineConfig({
  dialect: 'postgresql',
  schema: './libs/database/src/schema/schema.ts',
  out: './libs/database/migrations',
});
