-- CreateTable
CREATE TABLE "request_budget" (
    "account" TEXT NOT NULL,
    "rate" TEXT NOT NULL,
    "next_at" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "line_at" DOUBLE PRECISION NOT NULL DEFAULT 0,

    CONSTRAINT "request_budget_pkey" PRIMARY KEY ("account","rate")
);
