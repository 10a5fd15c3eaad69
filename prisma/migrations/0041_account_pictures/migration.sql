-- CreateTable
CREATE TABLE "connection_picture" (
    "connection_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "content_type" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "mark" TEXT NOT NULL,

    CONSTRAINT "connection_picture_pkey" PRIMARY KEY ("connection_id")
);

-- AddForeignKey
ALTER TABLE "connection_picture" ADD CONSTRAINT "connection_picture_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;
