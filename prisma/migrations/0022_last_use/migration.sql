-- AlterTable
ALTER TABLE "connection" ADD COLUMN     "last_used_at" TIMESTAMPTZ(3);
