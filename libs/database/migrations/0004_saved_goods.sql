CREATE TABLE "saved_goods" (
	"tenant_id" uuid NOT NULL,
	"chat_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"item_id" bigint NOT NULL,
	"name" text NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	"look_at" timestamp with time zone,
	CONSTRAINT "saved_goods_tenant_id_chat_id_kind_item_id_pk" PRIMARY KEY("tenant_id","chat_id","kind","item_id")
);
--> statement-breakpoint
CREATE INDEX "saved_goods_awaited" ON "saved_goods" USING btree ("look_at") WHERE look_at is not null;--> statement-breakpoint
ALTER TABLE "saved_goods" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "tenant_scope" ON "saved_goods" USING (
  tenant_id::text = current_setting('app.tenant', true) OR current_setting('app.tenant', true) = '*');
