-- CreateTable
CREATE TABLE "subscription" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "flow_id" UUID NOT NULL,
    "step_id" TEXT NOT NULL,
    "hook_id" TEXT NOT NULL,
    "asks" JSON,
    "is_on" BOOLEAN NOT NULL DEFAULT false,
    "holds" JSON,
    "remote_id" TEXT,
    "sealed" JSONB,
    "expires_at" TIMESTAMPTZ(3),
    "next_due_at" TIMESTAMPTZ(3),
    "claim" UUID,
    "claimed_until" TIMESTAMPTZ(3),
    "asked_at" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,

    CONSTRAINT "subscription_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "subscription_flow_id_step_id_key" ON "subscription"("flow_id", "step_id");

-- CreateIndex
CREATE INDEX "subscription_next_due_at_idx" ON "subscription"("next_due_at");

-- AddForeignKey
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;
