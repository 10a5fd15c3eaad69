-- CreateTable
CREATE TABLE "request_trace" (
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "path" TEXT NOT NULL,
    "trace" TEXT NOT NULL,

    CONSTRAINT "request_trace_pkey" PRIMARY KEY ("run_id","path","id")
);
