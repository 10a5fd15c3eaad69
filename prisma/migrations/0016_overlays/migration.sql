-- What an admin adds to an imported description, and which of its operations are in no list.
ALTER TABLE "connector" ADD COLUMN "overlay" JSONB;

ALTER TABLE "connector_operation" ADD COLUMN "is_hidden" BOOLEAN NOT NULL DEFAULT false;
