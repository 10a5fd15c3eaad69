/** One memory of a flow. */
export type MemoryRow = {
  id: string;
  flowId: string;
  flowName: string;
  /** The step's id where it is its own, else the name that steps share. */
  name: string;
  isOwn: boolean;
  /** What the step is called in the draft; null for a shared memory, and where the step is gone. */
  stepName: string | null;
  itemCount: number;
  usedAt: string;
};

/** What a step has in hand, and which of it has been there before. */
export type Remembered = {
  workspaceId: string;
  /** The run that asks; its flow owns the memory. */
  runId: string;
  name: string;
  /** What names each item: 32 hexadecimal digits. */
  items: readonly string[];
  /** The same key gives the same answer, and remembers nothing more. */
  key: string;
  /** Forgets what was not seen for so long. */
  keepMs?: number;
  /** Forgets all but the last so many. */
  keepLast: number;
  now: number;
};

/** What flows have seen in earlier runs. */
export type MemoryStore = {
  /** The positions of the items that are new, once each, which are remembered in the same commit. Null: the flow is gone. */
  remember(items: Remembered): Promise<number[] | null>;
  list(workspaceId: string): Promise<MemoryRow[]>;
  /** False when the workspace has no such memory. */
  clear(workspaceId: string, memoryId: string): Promise<boolean>;
};

export type MemoryDeps = { memories: MemoryStore };
