-- AlterTable
ALTER TABLE "troubled_run" ADD COLUMN     "error" TEXT,
ADD COLUMN     "status" TEXT NOT NULL DEFAULT 'failed';

-- By hand: what those have ended with that are there.
UPDATE "troubled_run" t SET "status" = r."status", "error" = r."error" FROM "run" r
WHERE r."id" = t."run_id" AND r."status" IN ('failed', 'cancelled');

-- DropIndex
DROP INDEX "troubled_run_flow_id_run_id_idx";

-- DropIndex
DROP INDEX "troubled_run_workspace_id_run_id_idx";

-- CreateIndex
CREATE INDEX "troubled_run_workspace_id_status_run_id_idx" ON "troubled_run"("workspace_id", "status", "run_id");

-- CreateIndex
CREATE INDEX "troubled_run_flow_id_status_run_id_idx" ON "troubled_run"("flow_id", "status", "run_id");

-- By hand: tries are rare among all runs, and what a run is never changes, so other runs pay nothing for it.
CREATE INDEX "run_tries_idx" ON "run"("workspace_id", "id") WHERE "mode" = 'mock';
