-- AlterTable
ALTER TABLE "flow_version" ADD COLUMN "signature" JSON;

-- CreateTable
CREATE TABLE "called_run" (
    "run_id" UUID NOT NULL,
    "parent_id" UUID NOT NULL,
    "path" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "is_waited" BOOLEAN NOT NULL,

    CONSTRAINT "called_run_pkey" PRIMARY KEY ("run_id")
);

-- CreateTable
CREATE TABLE "ended_run" (
    "run_id" UUID NOT NULL,
    "ended_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ended_run_pkey" PRIMARY KEY ("run_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "called_run_parent_id_path_ordinal_key" ON "called_run"("parent_id", "path", "ordinal");
