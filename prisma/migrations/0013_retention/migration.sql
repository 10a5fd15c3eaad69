-- CreateTable
CREATE TABLE "troubled_run" (
    "run_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "flow_id" UUID NOT NULL,

    CONSTRAINT "troubled_run_pkey" PRIMARY KEY ("run_id")
);

-- CreateTable
CREATE TABLE "kept_runs" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "kept_runs_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "troubled_run_workspace_id_run_id_idx" ON "troubled_run"("workspace_id", "run_id");

-- CreateIndex
CREATE INDEX "troubled_run_flow_id_run_id_idx" ON "troubled_run"("flow_id", "run_id");

-- By hand: those that have ended so already.
INSERT INTO "troubled_run" SELECT "id", "workspace_id", "flow_id" FROM "run" WHERE "status" IN ('failed', 'cancelled');
