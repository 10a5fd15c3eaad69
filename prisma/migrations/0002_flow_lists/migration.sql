-- What a flow's line in the list shows, kept on its own row.
ALTER TABLE "flow" ADD COLUMN IF NOT EXISTS "summary" JSONB NOT NULL DEFAULT '{}';

-- The diffs that made each revision of a draft: a late save is merged with them.
CREATE TABLE IF NOT EXISTS "draft_change" (
    "flow_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "diff" JSONB NOT NULL,
    "client_id" TEXT NOT NULL,
    "user_id" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "draft_change_pkey" PRIMARY KEY ("flow_id", "revision"),
    CONSTRAINT "draft_change_flow_id_fkey" FOREIGN KEY ("flow_id") REFERENCES "flow"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- Which way of signing in a connection answers, where its secret may go, and who made it.
ALTER TABLE "connection" ADD COLUMN IF NOT EXISTS "auth" JSONB NOT NULL DEFAULT '{}';
ALTER TABLE "connection" ADD COLUMN IF NOT EXISTS "hosts" JSONB NOT NULL DEFAULT '[]';
ALTER TABLE "connection" ADD COLUMN IF NOT EXISTS "created_by" TEXT;

-- An operation of an imported description is a call, but what kind it is stays said in one place: here.
ALTER TABLE "connector_operation" ADD COLUMN IF NOT EXISTS "kind" TEXT NOT NULL DEFAULT 'call';

-- The lists' other orders.
CREATE INDEX IF NOT EXISTS "flow_workspace_id_created_at_idx" ON "flow"("workspace_id", "created_at");
CREATE INDEX IF NOT EXISTS "flow_workspace_id_name_idx" ON "flow"("workspace_id", "name");
