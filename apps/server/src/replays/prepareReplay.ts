import type { LoadedStep } from '@patchbay/execution';
import type { FlowDocument } from '@patchbay/flow';
import type { OperationCatalog } from '../connectors/connectorStore.ts';
import type { Access } from '../policies/can.ts';
import { findRun } from '../runs/findRun.ts';
import type { RunUseDeps } from '../runs/runPorts.ts';
import { type ReplayWish, readReplay } from './readReplay.ts';

/** What a person is told before a run is run again. Names are those on the canvas. */
export type PreparedReplay = {
  /** The version it would follow; null for that of a try. */
  version: number | null;
  /** The newest published one; null where there is none. */
  newest: number | null;
  /** Steps that are not carried out again. */
  carried: string[];
  /** Steps that may send, create, change or delete something in another system. */
  sends: string[];
  /** Loops that begin again with their first item, though some had ended well. */
  restarted: string[];
  /** Why it cannot be run again so. */
  refusals: string[];
};

/** Says what running a run again would carry out and what it would not. Starts nothing. */
export async function prepareReplay(
  wish: ReplayWish,
  access: Access<'run.replay'>,
  deps: RunUseDeps,
): Promise<PreparedReplay> {
  const { row } = await findRun(wish.runId, access, deps);
  const { replay, run, document, version, refusals } = await readReplay({ ...wish, at: deps.now() }, deps);
  const live = await deps.runStore.liveVersion(row.flowId);
  const catalog = await deps.catalogs.forDocument(access.workspaceId, document);
  const names = namesIn(document);
  const carried = replay.events[1].steps.map(({ step }) => step);
  return {
    version,
    newest: live?.number ?? null,
    carried: carried.map(names),
    // A try on samples is run again on samples.
    sends: run.mode === 'mock' ? [] : replay.ahead.filter((step) => sends(step, catalog)).map(({ id }) => names(id)),
    restarted: replay.restarted.map(names),
    refusals,
  };
}

function namesIn({ steps }: FlowDocument): (id: string) => string {
  const names = new Map(Object.entries(steps).map(([id, { name }]) => [id, name]));
  return (id) => names.get(id) ?? id;
}

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

function sends({ kind, planned }: LoadedStep, catalog: OperationCatalog): boolean {
  if (kind !== 'call') return false;
  const { method } = planned.inputs;
  if (planned.repeat === 'by-method') {
    const fixed = method === undefined ? 'GET' : method.kind === 'literal' ? String(method.value) : '';
    if (READS.has(fixed.toUpperCase())) return false;
  }
  const { connector, connectorVersion: version, operation } = planned;
  const effect = catalog.find({ connector, version, operation })?.effect;
  return effect !== 'none' && effect !== 'read';
}
