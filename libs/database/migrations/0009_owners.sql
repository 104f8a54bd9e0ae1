CREATE TABLE "owner_invitations" (
	"tenant_id" uuid NOT NULL,
	"code_hash" text NOT NULL,
	"invited_by" bigint NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "owner_invitations_tenant_id_code_hash_pk" PRIMARY KEY("tenant_id","code_hash")
);
--> statement-breakpoint
CREATE TABLE "owners" (
	"tenant_id" uuid NOT NULL,
	"chat_id" bigint NOT NULL,
	"name_cipher" text,
	"named_by" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	CONSTRAINT "owners_tenant_id_chat_id_pk" PRIMARY KEY("tenant_id","chat_id")
);
--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "closed_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "summary_due_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "summary_day" date;--> statement-breakpoint
CREATE INDEX "owner_invitations_expired" ON "owner_invitations" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "orders_placed" ON "orders" USING btree ("tenant_id","placed_at");--> statement-breakpoint
CREATE INDEX "tenants_summary_due" ON "tenants" USING btree ("summary_due_at");--> statement-breakpoint
ALTER TABLE "owner_invitations" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "tenant_scope" ON "owner_invitations" USING (
  tenant_id::text = current_setting('app.tenant', true) OR current_setting('app.tenant', true) = '*');--> statement-breakpoint
ALTER TABLE "owners" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "tenant_scope" ON "owners" USING (
  tenant_id::text = current_setting('app.tenant', true) OR current_setting('app.tenant', true) = '*');
