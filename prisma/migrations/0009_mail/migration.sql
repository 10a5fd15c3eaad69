-- AlterTable
ALTER TABLE "poll" ADD COLUMN "cursor" JSONB;
