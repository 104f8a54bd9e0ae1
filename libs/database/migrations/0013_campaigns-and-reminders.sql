CREATE TABLE "campaign_recipients" (
	"tenant_id" uuid NOT NULL,
	"campaign" integer NOT NULL,
	"chat_id" bigint NOT NULL,
	"tried_at" timestamp with time zone,
	"outcome" text,
	"opened_at" timestamp with time zone,
	CONSTRAINT "campaign_recipients_tenant_id_campaign_chat_id_pk" PRIMARY KEY("tenant_id","campaign","chat_id")
);
--> statement-breakpoint
CREATE TABLE "campaigns" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"author_id" bigint,
	"state" text NOT NULL,
	"text" text DEFAULT '' NOT NULL,
	"photo" text,
	"target" jsonb,
	"audience" jsonb NOT NULL,
	"starts_at" timestamp with time zone,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"due_at" timestamp with time zone,
	"cursor" bigint DEFAULT 0 NOT NULL,
	"figures" jsonb,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cart_reminders" (
	"tenant_id" uuid NOT NULL,
	"chat_id" bigint NOT NULL,
	"due_at" timestamp with time zone,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "cart_reminders_tenant_id_chat_id_pk" PRIMARY KEY("tenant_id","chat_id")
);
--> statement-breakpoint
CREATE TABLE "order_ratings" (
	"order_id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"chat_id" bigint NOT NULL,
	"number" integer NOT NULL,
	"ask_at" timestamp with time zone,
	"liked" boolean,
	"words_cipher" text,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "shoppers" ADD COLUMN "news_off_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "shoppers" ADD COLUMN "card_seen_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "campaign_recipients_untried" ON "campaign_recipients" USING btree ("tenant_id","campaign") WHERE tried_at is null;--> statement-breakpoint
CREATE INDEX "campaign_recipients_chat" ON "campaign_recipients" USING btree ("tenant_id","chat_id");--> statement-breakpoint
CREATE UNIQUE INDEX "campaigns_number" ON "campaigns" USING btree ("tenant_id","number");--> statement-breakpoint
CREATE INDEX "campaigns_due" ON "campaigns" USING btree ("due_at") WHERE due_at is not null;--> statement-breakpoint
CREATE INDEX "cart_reminders_due" ON "cart_reminders" USING btree ("due_at") WHERE due_at is not null;--> statement-breakpoint
CREATE INDEX "order_ratings_ask" ON "order_ratings" USING btree ("ask_at") WHERE ask_at is not null;--> statement-breakpoint
CREATE INDEX "order_ratings_chat" ON "order_ratings" USING btree ("tenant_id","chat_id");--> statement-breakpoint
ALTER TABLE "campaigns" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "tenant_scope" ON "campaigns" USING (
  tenant_id::text = current_setting('app.tenant', true) OR current_setting('app.tenant', true) = '*');--> statement-breakpoint
ALTER TABLE "campaign_recipients" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "tenant_scope" ON "campaign_recipients" USING (
  tenant_id::text = current_setting('app.tenant', true) OR current_setting('app.tenant', true) = '*');--> statement-breakpoint
ALTER TABLE "cart_reminders" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "tenant_scope" ON "cart_reminders" USING (
  tenant_id::text = current_setting('app.tenant', true) OR current_setting('app.tenant', true) = '*');--> statement-breakpoint
ALTER TABLE "order_ratings" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "tenant_scope" ON "order_ratings" USING (
  tenant_id::text = current_setting('app.tenant', true) OR current_setting('app.tenant', true) = '*');
