CREATE INDEX "notices_over" ON "notices" USING btree ("created_at") WHERE due_at is null;--> statement-breakpoint
CREATE INDEX "order_history_at" ON "order_history" USING btree ("at");