-- AlterTable
ALTER TABLE "flow" ADD COLUMN "at_once" INTEGER;

-- CreateTable
CREATE TABLE "run_turn" (
    "run_id" UUID NOT NULL,
    "flow_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "is_held" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "run_turn_pkey" PRIMARY KEY ("run_id")
);

-- CreateTable
CREATE TABLE "held_back_run" (
    "workspace_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,

    CONSTRAINT "held_back_run_pkey" PRIMARY KEY ("workspace_id","run_id")
);

-- CreateIndex
CREATE INDEX "run_turn_flow_id_key_is_held_run_id_idx" ON "run_turn"("flow_id", "key", "is_held", "run_id");
