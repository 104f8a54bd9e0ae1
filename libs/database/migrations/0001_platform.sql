CREATE TABLE "admin_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"hint" text NOT NULL,
	"hash" text NOT NULL,
	"scopes" text[] NOT NULL,
	"expires_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor" text NOT NULL,
	"actor_name" text NOT NULL,
	"action" text NOT NULL,
	"tenant_id" uuid,
	"subject_id" uuid NOT NULL,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "regos_calls" (
	"id" uuid PRIMARY KEY NOT NULL,
	"connection_hash" text NOT NULL,
	"event_key" text NOT NULL,
	"action" text NOT NULL,
	"content_cipher" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone,
	"last_error" text,
	"received_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tenant_history" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"state" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "retried_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "account_hash" text;--> statement-breakpoint
ALTER TABLE "tenant_history" ADD CONSTRAINT "tenant_history_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "admin_keys_hash" ON "admin_keys" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "admin_keys_created" ON "admin_keys" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "audit_log_at" ON "audit_log" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "audit_log_tenant" ON "audit_log" USING btree ("tenant_id","at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "regos_calls_event" ON "regos_calls" USING btree ("connection_hash","event_key");--> statement-breakpoint
CREATE INDEX "regos_calls_due" ON "regos_calls" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "regos_calls_received" ON "regos_calls" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "tenant_history_tenant" ON "tenant_history" USING btree ("tenant_id","at");