-- CreateTable
CREATE TABLE "replay_batch" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "asked_by" TEXT NOT NULL,
    "from_where" TEXT NOT NULL,
    "is_newest" BOOLEAN NOT NULL,
    "total" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "next_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),

    CONSTRAINT "replay_batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "replay_item" (
    "batch_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "is_done" BOOLEAN NOT NULL DEFAULT false,
    "new_run_id" UUID,
    "error" TEXT,

    CONSTRAINT "replay_item_pkey" PRIMARY KEY ("batch_id","is_done","run_id")
);

-- CreateIndex
CREATE INDEX "replay_batch_workspace_id_created_at_idx" ON "replay_batch"("workspace_id", "created_at");

-- CreateIndex
CREATE INDEX "replay_batch_next_at_idx" ON "replay_batch"("next_at");

-- AddForeignKey
ALTER TABLE "replay_batch" ADD CONSTRAINT "replay_batch_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "replay_item" ADD CONSTRAINT "replay_item_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "replay_batch"("id") ON DELETE CASCADE ON UPDATE CASCADE;
