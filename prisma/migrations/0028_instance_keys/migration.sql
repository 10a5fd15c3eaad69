-- CreateTable
CREATE TABLE "instance_key" (
    "id" TEXT NOT NULL,
    "wrapped_by" TEXT,
    "wrapped" BYTEA,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "instance_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "instance_secret" (
    "name" TEXT NOT NULL,
    "instance_key_id" TEXT NOT NULL,
    "wrapped" BYTEA NOT NULL,

    CONSTRAINT "instance_secret_pkey" PRIMARY KEY ("name")
);
