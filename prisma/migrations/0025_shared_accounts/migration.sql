-- AlterTable
ALTER TABLE "connection" ADD COLUMN     "shared_with" TEXT NOT NULL DEFAULT 'workspace',
ADD COLUMN     "broken_at" TIMESTAMPTZ(3),
ADD COLUMN     "tell_at" TIMESTAMPTZ(3),
ADD COLUMN     "warned_for" TIMESTAMPTZ(3),
ADD COLUMN     "resume_drops_by" TEXT,
ADD COLUMN     "resume_total" INTEGER,
ADD COLUMN     "resume_done" INTEGER;

UPDATE "connection" SET "broken_at" = "checked_at" WHERE "state" = 'broken';

-- CreateTable
CREATE TABLE "connection_share" (
    "connection_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,

    CONSTRAINT "connection_share_pkey" PRIMARY KEY ("connection_id","user_id")
);

-- CreateIndex
CREATE INDEX "connection_share_workspace_id_user_id_idx" ON "connection_share"("workspace_id", "user_id");

-- AddForeignKey
ALTER TABLE "connection_share" ADD CONSTRAINT "connection_share_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connection_share" ADD CONSTRAINT "connection_share_workspace_id_user_id_fkey" FOREIGN KEY ("workspace_id", "user_id") REFERENCES "member"("workspace_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;
