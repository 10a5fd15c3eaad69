-- CreateTable
CREATE TABLE "poll" (
    "id" UUID NOT NULL,
    "flow_id" UUID NOT NULL,
    "step_id" TEXT NOT NULL,
    "has_looked" BOOLEAN NOT NULL DEFAULT false,
    "next_due_at" TIMESTAMPTZ(3),
    "claim" UUID,
    "claimed_until" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,

    CONSTRAINT "poll_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "poll_item" (
    "poll_id" UUID NOT NULL,
    "item" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "poll_item_pkey" PRIMARY KEY ("poll_id","item","version")
);

-- CreateIndex
CREATE UNIQUE INDEX "poll_flow_id_step_id_key" ON "poll"("flow_id", "step_id");

-- CreateIndex
CREATE INDEX "poll_next_due_at_idx" ON "poll"("next_due_at");

-- CreateIndex
CREATE INDEX "poll_item_seen_at_idx" ON "poll_item"("seen_at");

-- AddForeignKey
ALTER TABLE "poll" ADD CONSTRAINT "poll_flow_id_fkey" FOREIGN KEY ("flow_id") REFERENCES "flow"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "poll_item" ADD CONSTRAINT "poll_item_poll_id_fkey" FOREIGN KEY ("poll_id") REFERENCES "poll"("id") ON DELETE CASCADE ON UPDATE CASCADE;
