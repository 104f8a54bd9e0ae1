ALTER TABLE "bot_setups" ADD COLUMN "bot_id" bigint;--> statement-breakpoint
ALTER TABLE "bot_setups" ADD COLUMN "token_cipher" text;--> statement-breakpoint
ALTER TABLE "bot_setups" ADD COLUMN "target" text;--> statement-breakpoint
ALTER TABLE "bot_setups" ADD COLUMN "seen_version" timestamp with time zone;