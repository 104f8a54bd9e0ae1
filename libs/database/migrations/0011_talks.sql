CREATE TABLE "talk_messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"chat_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"order_number" integer,
	"source" text,
	"content_cipher" text,
	"staff_chat_id" bigint,
	"staff_message_id" bigint,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "talks" (
	"tenant_id" uuid NOT NULL,
	"chat_id" bigint NOT NULL,
	"number" bigint GENERATED ALWAYS AS IDENTITY (sequence name "talks_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"order_number" integer,
	"staff_chat_id" bigint,
	"staff_message_id" bigint,
	"ended_at" timestamp with time zone,
	"stopped_at" timestamp with time zone,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "talks_tenant_id_chat_id_pk" PRIMARY KEY("tenant_id","chat_id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "talk_messages_source" ON "talk_messages" USING btree ("tenant_id","source");--> statement-breakpoint
CREATE INDEX "talk_messages_chat" ON "talk_messages" USING btree ("tenant_id","chat_id","created_at");--> statement-breakpoint
CREATE INDEX "talk_messages_staff" ON "talk_messages" USING btree ("tenant_id","staff_chat_id","staff_message_id") WHERE staff_message_id is not null;--> statement-breakpoint
CREATE INDEX "talk_messages_created" ON "talk_messages" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "talks_number" ON "talks" USING btree ("number");--> statement-breakpoint
CREATE INDEX "talks_updated" ON "talks" USING btree ("updated_at");--> statement-breakpoint
ALTER TABLE "talks" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "tenant_scope" ON "talks" USING (
  tenant_id::text = current_setting('app.tenant', true) OR current_setting('app.tenant', true) = '*');--> statement-breakpoint
ALTER TABLE "talk_messages" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "tenant_scope" ON "talk_messages" USING (
  tenant_id::text = current_setting('app.tenant', true) OR current_setting('app.tenant', true) = '*');
