-- CreateTable
CREATE TABLE "approval" (
    "run_id" UUID NOT NULL,
    "path" TEXT NOT NULL,
    "workspace_id" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT,
    "settled_at" TIMESTAMPTZ(3),
    "tell_at" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "approval_pkey" PRIMARY KEY ("run_id","path")
);

-- CreateIndex
CREATE INDEX "approval_workspace_id_settled_at_idx" ON "approval"("workspace_id", "settled_at");

-- CreateIndex
CREATE INDEX "approval_tell_at_idx" ON "approval"("tell_at");
