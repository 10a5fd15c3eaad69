-- AlterTable
ALTER TABLE "workspace" ADD COLUMN     "first_flow_id" UUID,
ADD COLUMN     "first_steps" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "member" ADD COLUMN     "hides_first_steps" BOOLEAN NOT NULL DEFAULT false;
