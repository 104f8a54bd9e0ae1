ALTER TABLE "orders" ADD COLUMN "payment_type_id" bigint;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "delivery_at" timestamp with time zone;