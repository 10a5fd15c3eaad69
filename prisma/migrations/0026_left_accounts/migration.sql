-- CreateTable
CREATE TABLE "left_account" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "resume_after" UUID NOT NULL,
    "resume_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "left_account_pkey" PRIMARY KEY ("id")
);

-- AddForeignKey
ALTER TABLE "left_account" ADD CONSTRAINT "left_account_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;
