-- CreateTable
CREATE TABLE "data_table" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "columns" JSON NOT NULL,
    "row_count" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "data_table_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "data_row" (
    "table_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "position" BIGSERIAL NOT NULL,
    "cells" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "data_row_pkey" PRIMARY KEY ("table_id","id")
);

-- CreateTable
CREATE TABLE "data_key" (
    "table_id" UUID NOT NULL,
    "column" TEXT NOT NULL,
    "value" UUID NOT NULL,
    "row_id" UUID NOT NULL,

    CONSTRAINT "data_key_pkey" PRIMARY KEY ("table_id","column","value")
);

-- CreateTable
CREATE TABLE "saved_value" (
    "workspace_id" UUID NOT NULL,
    "key" TEXT COLLATE "C" NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_value_pkey" PRIMARY KEY ("workspace_id","key")
);

-- CreateTable
CREATE TABLE "memory" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "flow_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "memory_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "memory_item" (
    "memory_id" UUID NOT NULL,
    "item" UUID NOT NULL,
    "position" BIGSERIAL NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "memory_item_pkey" PRIMARY KEY ("memory_id","item")
);

-- CreateTable
CREATE TABLE "done_call" (
    "workspace_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "result" TEXT,
    "done_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "done_call_pkey" PRIMARY KEY ("workspace_id","key")
);

-- CreateIndex
CREATE UNIQUE INDEX "data_table_workspace_id_name_key" ON "data_table"("workspace_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "data_row_table_id_position_key" ON "data_row"("table_id", "position");

-- CreateIndex
CREATE INDEX "data_key_table_id_row_id_idx" ON "data_key"("table_id", "row_id");

-- CreateIndex
CREATE INDEX "saved_value_expires_at_idx" ON "saved_value"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "memory_flow_id_name_key" ON "memory"("flow_id", "name");

-- CreateIndex
CREATE INDEX "memory_workspace_id_idx" ON "memory"("workspace_id");

-- CreateIndex
CREATE UNIQUE INDEX "memory_item_memory_id_position_key" ON "memory_item"("memory_id", "position");

-- CreateIndex
CREATE INDEX "memory_item_memory_id_seen_at_idx" ON "memory_item"("memory_id", "seen_at");

-- CreateIndex
CREATE INDEX "done_call_done_at_idx" ON "done_call"("done_at");

-- AddForeignKey
ALTER TABLE "data_table" ADD CONSTRAINT "data_table_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "data_row" ADD CONSTRAINT "data_row_table_id_fkey" FOREIGN KEY ("table_id") REFERENCES "data_table"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "data_key" ADD CONSTRAINT "data_key_table_id_row_id_fkey" FOREIGN KEY ("table_id", "row_id") REFERENCES "data_row"("table_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_value" ADD CONSTRAINT "saved_value_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memory" ADD CONSTRAINT "memory_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memory" ADD CONSTRAINT "memory_flow_id_fkey" FOREIGN KEY ("flow_id") REFERENCES "flow"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memory_item" ADD CONSTRAINT "memory_item_memory_id_fkey" FOREIGN KEY ("memory_id") REFERENCES "memory"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "done_call" ADD CONSTRAINT "done_call_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What a cell is looked up by: a number made of the table, the column and the value, so that one index serves every column
-- of every table. A value with the same number by chance is told apart by the cell itself.
CREATE FUNCTION data_cell_hash(table_id uuid, col text, cell text) RETURNS bigint
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN hashtextextended(col || ' ' || cell, uuid_hash_extended(table_id, 0));

CREATE FUNCTION data_row_hashes(table_id uuid, cells jsonb) RETURNS bigint[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (SELECT coalesce(array_agg(data_cell_hash(table_id, e.key, e.value)), '{}') FROM jsonb_each_text(cells) AS e(key, value) WHERE e.value IS NOT NULL);

CREATE INDEX "data_row_hashes_idx" ON "data_row" USING gin (data_row_hashes("table_id", "cells"));
