CREATE TABLE "bot_setups" (
	"tenant_id" uuid PRIMARY KEY NOT NULL,
	"public_id" text NOT NULL,
	"secret_cipher" text NOT NULL,
	"previous_public_id" text,
	"previous_secret_cipher" text,
	"previous_until" timestamp with time zone,
	"webhook_hash" text,
	"profile_hash" text,
	"due_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"checked_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "chat_lanes" (
	"tenant_id" uuid NOT NULL,
	"bot_id" bigint NOT NULL,
	"chat_id" bigint NOT NULL,
	"holder" uuid NOT NULL,
	"fence" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "chat_lanes_tenant_id_bot_id_chat_id_pk" PRIMARY KEY("tenant_id","bot_id","chat_id")
);
--> statement-breakpoint
CREATE TABLE "poll_shards" (
	"shard" integer PRIMARY KEY NOT NULL,
	"holder" uuid,
	"fence" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "processes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"lease_until" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "phone_cipher" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "told_facts" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "shoppers" ADD COLUMN "phone_cipher" text;--> statement-breakpoint
ALTER TABLE "shoppers" ADD COLUMN "phone_hash" text;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "last_event_id" text;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "events_read_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "removed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "updates" ADD COLUMN "payload_cipher" text;--> statement-breakpoint
ALTER TABLE "bot_setups" ADD CONSTRAINT "bot_setups_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "bot_setups_public_id" ON "bot_setups" USING btree ("public_id");--> statement-breakpoint
CREATE UNIQUE INDEX "bot_setups_previous_public_id" ON "bot_setups" USING btree ("previous_public_id");--> statement-breakpoint
CREATE INDEX "bot_setups_due" ON "bot_setups" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "bot_setups_checked" ON "bot_setups" USING btree ("checked_at");--> statement-breakpoint
CREATE INDEX "chat_lanes_holder" ON "chat_lanes" USING btree ("holder");--> statement-breakpoint
CREATE INDEX "shoppers_phone_hash" ON "shoppers" USING btree ("tenant_id","phone_hash");--> statement-breakpoint
CREATE INDEX "updates_chat_open" ON "updates" USING btree ("tenant_id","bot_id","chat_id","received_at","update_id") WHERE done_at is null;