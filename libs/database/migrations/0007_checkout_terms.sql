ALTER TABLE "orders" ADD COLUMN "delivery_fee" numeric(20, 3);--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "delivery_fee_item_id" bigint;--> statement-breakpoint
ALTER TABLE "shoppers" ADD COLUMN "addresses_cipher" text;