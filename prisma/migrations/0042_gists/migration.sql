-- AlterTable
ALTER TABLE "run" ADD COLUMN     "failure" TEXT,
ADD COLUMN     "gist" TEXT;

-- AlterTable
ALTER TABLE "troubled_run" ADD COLUMN     "gist" TEXT;
