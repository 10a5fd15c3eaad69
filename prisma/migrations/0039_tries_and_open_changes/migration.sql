-- AlterTable
ALTER TABLE "change_note" ADD COLUMN     "is_open" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "try_count" (
    "key" TEXT NOT NULL,
    "full_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "try_count_pkey" PRIMARY KEY ("key")
);
