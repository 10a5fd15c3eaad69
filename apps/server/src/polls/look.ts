import type { Json } from '@patchbay/expression';
import type { OpenConnection } from '../vault/signRequest.ts';
import type { PolledItem } from './readItems.ts';

/** A look at another system by a hand of the host's own, for what is no HTTP API. */
export type LookCall = {
  workspaceId: string;
  input: Record<string, unknown>;
  /** Where the last look stopped; null before the first. */
  cursor: Json;
  /** The account of the step, opened; undefined where it has none, or it is gone. */
  account: OpenConnection | undefined;
  /** Of these items, those that were found before, in any version. */
  known(items: readonly string[]): Promise<ReadonlySet<string>>;
  signal: AbortSignal;
  now(): number;
};

/** What one look has found. */
export type Looked = {
  items: readonly PolledItem[];
  /** Whether the items are news; otherwise they are only remembered. */
  starts: boolean;
  /** Where the next look goes on. */
  cursor?: Json;
  /** There is more than one look takes: the next one comes at once. */
  hasMore?: boolean;
  /** Does what is to be done with the items where they came from, once their runs are kept. Gives the cursor for then. */
  settle?(): Promise<Json | undefined>;
  close?(): Promise<void>;
};

/** The host's looks, by `connector/operation` of their triggers. Each throws OperationError, and may be asked again. */
export type HostedLooks = Readonly<Record<string, (call: LookCall) => Promise<Looked>>>;
