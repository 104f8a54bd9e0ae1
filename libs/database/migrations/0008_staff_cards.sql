CREATE TABLE "staff_cards" (
	"order_id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"chat_id" bigint NOT NULL,
	"message_id" bigint,
	"alarm_at" timestamp with time zone,
	"question_id" bigint
);
--> statement-breakpoint
CREATE INDEX "staff_cards_alarm" ON "staff_cards" USING btree ("alarm_at") WHERE alarm_at is not null;--> statement-breakpoint
CREATE INDEX "staff_cards_question" ON "staff_cards" USING btree ("tenant_id","question_id") WHERE question_id is not null;--> statement-breakpoint
ALTER TABLE "staff_cards" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "tenant_scope" ON "staff_cards" USING (
  tenant_id::text = current_setting('app.tenant', true) OR current_setting('app.tenant', true) = '*');
