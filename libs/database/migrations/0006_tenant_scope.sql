-- Row level security by `app.tenant`: a tenant's id, or '*' for all. Not set: no row at all. What belongs to no
-- tenant is seen with '*' alone. A new table needs its policy in the migration that creates it (a test asks).
DO $$
DECLARE
  every CONSTANT text := 'current_setting(''app.tenant'', true) = ''*''';
  protected record;
BEGIN
  FOR protected IN
    SELECT * FROM (VALUES
      ('tenants', 'id'),
      ('tenant_history', 'tenant_id'),
      ('tenant_settings', 'tenant_id'),
      ('bot_setups', 'tenant_id'),
      ('updates', 'tenant_id'),
      ('chat_lanes', 'tenant_id'),
      ('shoppers', 'tenant_id'),
      ('orders', 'tenant_id'),
      ('order_lines', 'tenant_id'),
      ('order_history', 'tenant_id'),
      ('notices', 'tenant_id'),
      ('audit_log', 'tenant_id'),
      ('regos_calls', NULL),
      ('processes', NULL),
      ('poll_shards', NULL),
      ('admin_keys', NULL),
      ('key_value_entries', NULL)
    ) AS listed (name, tenant)
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', protected.name);
    EXECUTE format('CREATE POLICY "tenant_scope" ON %I USING (%s)', protected.name,
      CASE WHEN protected.tenant IS NULL THEN every
        ELSE format('%I::text = current_setting(''app.tenant'', true) OR %s', protected.tenant, every) END);
    -- Processes of the versions before know no scope. They go on beside ours, as the owner of the tables; the
    -- names of our own connections differ. To be dropped by the version after this one.
    EXECUTE format('CREATE POLICY "before_tenant_scope" ON %I USING (
      current_setting(''app.tenant'', true) IS NULL
      AND current_setting(''application_name'') = ''regos-telegram-orders'')', protected.name);
  END LOOP;
END
$$;
