-- AlterTable
ALTER TABLE "schedule" ADD COLUMN "counted_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "schedule_occurrence" (
    "schedule_id" UUID NOT NULL,
    "occurs_at" TIMESTAMPTZ(3) NOT NULL,
    "run_id" UUID NOT NULL,

    CONSTRAINT "schedule_occurrence_pkey" PRIMARY KEY ("schedule_id","occurs_at")
);

-- CreateIndex
CREATE INDEX "schedule_counted_at_idx" ON "schedule"("counted_at");

-- CreateIndex
CREATE INDEX "schedule_occurrence_occurs_at_idx" ON "schedule_occurrence"("occurs_at");

-- AddForeignKey
ALTER TABLE "schedule_occurrence" ADD CONSTRAINT "schedule_occurrence_schedule_id_fkey" FOREIGN KEY ("schedule_id") REFERENCES "schedule"("id") ON DELETE CASCADE ON UPDATE CASCADE;
