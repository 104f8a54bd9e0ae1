CREATE TABLE "link_uses" (
	"tenant_id" uuid NOT NULL,
	"day" date NOT NULL,
	"link" text NOT NULL,
	"source" text NOT NULL,
	"uses" integer NOT NULL,
	CONSTRAINT "link_uses_tenant_id_day_link_source_pk" PRIMARY KEY("tenant_id","day","link","source")
);
--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "link" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "link_source" text;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "bot_inline" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "orders_link" ON "orders" USING btree ("tenant_id","link","link_source") WHERE link is not null;--> statement-breakpoint
ALTER TABLE "link_uses" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "tenant_scope" ON "link_uses" USING (
  tenant_id::text = current_setting('app.tenant', true) OR current_setting('app.tenant', true) = '*');
