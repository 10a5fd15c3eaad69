import type { Json } from '@patchbay/expression';

/** What samples a flow may have. */
export const sampleLimits = {
  /** Of one flow, pins included. */
  samples: 200,
  /** Characters of a name. */
  name: 80,
  /** Bytes of a value, written as JSON. */
  valueBytes: 5 * 1024 * 1024,
} as const;

/** Which sample of a flow: a named one of a step, or the output that is pinned to it, which has no name. */
export type SampleKey = { flowId: string; stepId: string; isPin: boolean; name: string };

/** One sample in a list, without its value. `updatedAt` is an ISO instant. */
export type SampleRow = Omit<SampleKey, 'flowId'> & { bytes: number; updatedAt: string };

/** The data that flows are tried with. Published runs never see it. */
export type SampleStore = {
  /** By step and name. */
  list(flowId: string): Promise<SampleRow[]>;
  /** Null where there is no such sample. */
  get(key: SampleKey): Promise<{ value: unknown } | null>;
  /** What is pinned to the steps of a flow, by step. */
  pins(flowId: string): Promise<ReadonlyMap<string, Json>>;
  /** Over the one that is there. False where the flow has too many already. */
  set(key: SampleKey, text: string): Promise<boolean>;
  remove(key: SampleKey): Promise<void>;
};

export type SampleDeps = { samples: SampleStore };
