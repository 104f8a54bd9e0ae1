CREATE TABLE "forgotten_people" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"chat_hash" text NOT NULL,
	"forgotten_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "forgotten_people" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "tenant_scope" ON "forgotten_people" USING (
  tenant_id::text = current_setting('app.tenant', true) OR current_setting('app.tenant', true) = '*');
