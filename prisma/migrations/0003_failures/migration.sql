-- CreateTable
CREATE TABLE "failed_run" (
    "run_id" UUID NOT NULL,
    "failed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "failed_run_pkey" PRIMARY KEY ("run_id")
);

-- CreateTable
CREATE TABLE "failure_watch" (
    "flow_id" UUID NOT NULL,
    "step_id" TEXT NOT NULL,
    "scope" TEXT NOT NULL,

    CONSTRAINT "failure_watch_pkey" PRIMARY KEY ("flow_id")
);

-- AddForeignKey
ALTER TABLE "failure_watch" ADD CONSTRAINT "failure_watch_flow_id_fkey" FOREIGN KEY ("flow_id") REFERENCES "flow"("id") ON DELETE CASCADE ON UPDATE CASCADE;
