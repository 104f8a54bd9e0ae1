CREATE TABLE "key_value_entries" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"sequence" bigint GENERATED ALWAYS AS IDENTITY (sequence name "notices_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"tenant_id" uuid NOT NULL,
	"chat_id" bigint NOT NULL,
	"order_id" uuid,
	"content" jsonb NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone,
	"sent_at" timestamp with time zone,
	"last_error" text,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "order_history" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"state" text NOT NULL,
	"event" text NOT NULL,
	"detail" text,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "order_lines" (
	"order_id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"item_id" bigint NOT NULL,
	"name" text NOT NULL,
	"unit_name" text NOT NULL,
	"unit_kind" text NOT NULL,
	"quantity" numeric(15, 3) NOT NULL,
	"price" numeric(20, 3) NOT NULL,
	CONSTRAINT "order_lines_order_id_position_pk" PRIMARY KEY("order_id","position")
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"checkout_id" text NOT NULL,
	"chat_id" bigint NOT NULL,
	"state" text NOT NULL,
	"external_code" text NOT NULL,
	"regos_customer_id" bigint,
	"phone" text,
	"delivery_type_id" bigint,
	"delivery_type_name" text,
	"address" text,
	"latitude" double precision,
	"longitude" double precision,
	"note" text,
	"price_type_id" bigint NOT NULL,
	"stock_id" bigint NOT NULL,
	"source_id" bigint NOT NULL,
	"total" numeric(20, 3) NOT NULL,
	"currency" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"fence" integer DEFAULT 0 NOT NULL,
	"lease_until" timestamp with time zone,
	"due_at" timestamp with time zone,
	"unknown_since" timestamp with time zone,
	"first_sent_at" timestamp with time zone,
	"regos_document_id" bigint,
	"regos_code" text,
	"regos_status" text,
	"told_stage" integer DEFAULT 0 NOT NULL,
	"poll_at" timestamp with time zone,
	"duplicate_check_at" timestamp with time zone,
	"wait_told_at" timestamp with time zone,
	"last_error" text,
	"placed_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "shoppers" (
	"tenant_id" uuid NOT NULL,
	"chat_id" bigint NOT NULL,
	"language" text,
	"regos_customer_id" bigint,
	"phone" text,
	"first_name" text,
	"last_name" text,
	"blocked_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "shoppers_tenant_id_chat_id_pk" PRIMARY KEY("tenant_id","chat_id")
);
--> statement-breakpoint
CREATE TABLE "tenant_settings" (
	"tenant_id" uuid NOT NULL,
	"key" text NOT NULL,
	"origin" text NOT NULL,
	"value" text NOT NULL,
	"encrypted" boolean DEFAULT false NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "tenant_settings_tenant_id_key_origin_pk" PRIMARY KEY("tenant_id","key","origin")
);
--> statement-breakpoint
CREATE TABLE "tenants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"state" text NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"problems" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"connection_cipher" text NOT NULL,
	"connection_hash" text NOT NULL,
	"bot_id" bigint,
	"bot_username" text,
	"token_hash" text,
	"last_order_number" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "updates" (
	"tenant_id" uuid NOT NULL,
	"bot_id" bigint NOT NULL,
	"update_id" bigint NOT NULL,
	"chat_id" bigint,
	"payload" jsonb,
	"received_at" timestamp with time zone NOT NULL,
	"done_at" timestamp with time zone,
	"error" text,
	CONSTRAINT "updates_tenant_id_bot_id_update_id_pk" PRIMARY KEY("tenant_id","bot_id","update_id")
);
--> statement-breakpoint
ALTER TABLE "order_history" ADD CONSTRAINT "order_history_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tenant_settings" ADD CONSTRAINT "tenant_settings_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "notices_sequence" ON "notices" USING btree ("sequence");--> statement-breakpoint
CREATE INDEX "notices_due" ON "notices" USING btree ("due_at","sequence");--> statement-breakpoint
CREATE INDEX "order_history_order" ON "order_history" USING btree ("tenant_id","order_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "orders_checkout" ON "orders" USING btree ("tenant_id","checkout_id");--> statement-breakpoint
CREATE UNIQUE INDEX "orders_number" ON "orders" USING btree ("tenant_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "orders_external_code" ON "orders" USING btree ("external_code");--> statement-breakpoint
CREATE INDEX "orders_due" ON "orders" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "orders_poll" ON "orders" USING btree ("poll_at");--> statement-breakpoint
CREATE INDEX "orders_duplicate_check" ON "orders" USING btree ("duplicate_check_at");--> statement-breakpoint
CREATE INDEX "orders_shopper" ON "orders" USING btree ("tenant_id","chat_id","number");--> statement-breakpoint
CREATE INDEX "shoppers_phone" ON "shoppers" USING btree ("tenant_id","phone");--> statement-breakpoint
CREATE UNIQUE INDEX "tenants_connection" ON "tenants" USING btree ("connection_hash");--> statement-breakpoint
CREATE INDEX "updates_open" ON "updates" USING btree ("done_at","received_at");