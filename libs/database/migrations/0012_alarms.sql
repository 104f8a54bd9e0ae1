CREATE TABLE "regos_call_days" (
	"tenant_id" uuid NOT NULL,
	"day" date NOT NULL,
	"calls" integer NOT NULL,
	"is_told" boolean DEFAULT false NOT NULL,
	CONSTRAINT "regos_call_days_tenant_id_day_pk" PRIMARY KEY("tenant_id","day")
);
--> statement-breakpoint
CREATE TABLE "shop_alarms" (
	"tenant_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"told_at" timestamp with time zone,
	"look_at" timestamp with time zone NOT NULL,
	CONSTRAINT "shop_alarms_tenant_id_kind_pk" PRIMARY KEY("tenant_id","kind")
);
--> statement-breakpoint
CREATE INDEX "regos_call_days_day" ON "regos_call_days" USING btree ("day");--> statement-breakpoint
CREATE INDEX "shop_alarms_look" ON "shop_alarms" USING btree ("look_at");--> statement-breakpoint
ALTER TABLE "shop_alarms" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "tenant_scope" ON "shop_alarms" USING (
  tenant_id::text = current_setting('app.tenant', true) OR current_setting('app.tenant', true) = '*');
--> statement-breakpoint
ALTER TABLE "regos_call_days" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "tenant_scope" ON "regos_call_days" USING (
  tenant_id::text = current_setting('app.tenant', true) OR current_setting('app.tenant', true) = '*');
