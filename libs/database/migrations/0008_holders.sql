ALTER TABLE "notices" ADD COLUMN "holder" uuid;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "holder" uuid;--> statement-breakpoint
CREATE INDEX "notices_held" ON "notices" USING btree ("holder") WHERE holder is not null;--> statement-breakpoint
CREATE INDEX "orders_held" ON "orders" USING btree ("holder") WHERE holder is not null;