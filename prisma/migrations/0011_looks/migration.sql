-- AlterTable
ALTER TABLE "poll" ADD COLUMN "looked_at" TIMESTAMPTZ(3);
