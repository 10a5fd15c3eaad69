-- CreateTable
CREATE TABLE "file" (
    "id" TEXT NOT NULL,
    "workspace_id" UUID NOT NULL,
    "origin" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "size" BIGINT,
    "sha256" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "file_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "file_created_at_idx" ON "file"("created_at");

-- AddForeignKey
ALTER TABLE "file" ADD CONSTRAINT "file_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;
