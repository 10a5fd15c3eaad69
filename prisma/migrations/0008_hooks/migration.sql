-- CreateTable
CREATE TABLE "hook_listener" (
    "flow_id" UUID NOT NULL,
    "step_id" TEXT NOT NULL,
    "process" UUID NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "hook_listener_pkey" PRIMARY KEY ("flow_id","step_id","process")
);

-- CreateTable
CREATE TABLE "hook_capture" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "captured" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "hook_capture_pkey" PRIMARY KEY ("id")
);
