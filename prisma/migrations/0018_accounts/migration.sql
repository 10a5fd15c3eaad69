-- AlterTable
ALTER TABLE "connection" ADD COLUMN "base_url" TEXT,
ADD COLUMN "label" TEXT,
ADD COLUMN "state" TEXT NOT NULL DEFAULT 'untested',
ADD COLUMN "problem" TEXT,
ADD COLUMN "checked_at" TIMESTAMPTZ(3),
ADD COLUMN "generation" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "expires_at" TIMESTAMPTZ(3),
ADD COLUMN "renew_at" TIMESTAMPTZ(3),
ADD COLUMN "scopes" JSONB,
ADD COLUMN "renewing_by" UUID,
ADD COLUMN "renewing_until" TIMESTAMPTZ(3),
ADD COLUMN "resume_after" UUID,
ADD COLUMN "resume_until" TIMESTAMPTZ(3);
