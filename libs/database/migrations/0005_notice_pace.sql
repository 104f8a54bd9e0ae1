ALTER TABLE "notices" ADD COLUMN "campaign" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "claimed_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "notices_waiting" ON "notices" USING btree ("tenant_id","campaign","sequence") WHERE due_at is not null;--> statement-breakpoint
CREATE INDEX "notices_chat_waiting" ON "notices" USING btree ("tenant_id","chat_id","sequence") WHERE due_at is not null;--> statement-breakpoint
CREATE INDEX "notices_claimed" ON "notices" USING btree ("tenant_id","claimed_at");--> statement-breakpoint
CREATE INDEX "notices_order" ON "notices" USING btree ("order_id");