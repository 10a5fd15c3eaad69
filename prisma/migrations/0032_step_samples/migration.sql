-- CreateTable
CREATE TABLE "step_sample" (
    "flow_id" UUID NOT NULL,
    "step_id" TEXT NOT NULL,
    "is_pin" BOOLEAN NOT NULL,
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "step_sample_pkey" PRIMARY KEY ("flow_id","step_id","is_pin","name")
);

-- AddForeignKey
ALTER TABLE "step_sample" ADD CONSTRAINT "step_sample_flow_id_fkey" FOREIGN KEY ("flow_id") REFERENCES "flow"("id") ON DELETE CASCADE ON UPDATE CASCADE;
