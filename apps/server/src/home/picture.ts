import type { ConnectorCategory } from '@patchbay/connector';
import { loadPlan, type StepRun, type StepStatus, viewRun } from '@patchbay/execution';
import { type FlowDocument, type Step, typesOf } from '@patchbay/flow';
import type { DocumentCatalog } from '../connectors/connectorStore.ts';
import type { HomeDeps } from './homeStore.ts';
import { type Plug, plugsOf } from './plugs.ts';
import { type ShownValue, shownValues } from './shownValues.ts';

/** A flow small enough to be looked at beside a text: its steps where they stand, and what one run of it gave. */
export type Picture = {
  steps: {
    id: string;
    name: string;
    /** What it does and at which app. */
    line: string;
    connector: string;
    connectorName: string;
    operation: string;
    category: ConnectorCategory;
    icon?: string;
    at: { x: number; y: number };
    /** How it ended in the run; absent where it is not in it. */
    status?: StepStatus;
    /** A few of the values it gave. */
    values: ShownValue[];
    /** Where a few of its fields have their values from. */
    plugs: Plug[];
  }[];
  wires: { from: string; to: string }[];
};

type Drawn = { workspaceId: string; document: FlowDocument; runId: string | undefined };

/** Draws a document with what one of its runs gave. */
export async function pictureOf({ workspaceId, document, runId }: Drawn, deps: HomeDeps): Promise<Picture> {
  const catalog = await deps.catalogs.forDocument(workspaceId, document);
  const runs = runId === undefined ? undefined : await stepRunsOf(runId, deps);
  const { outputOf } = typesOf(document, catalog);
  return {
    steps: Object.values(document.steps).map((step) => {
      const run = runs?.get(step.id);
      return {
        id: step.id,
        name: step.name,
        ...faceOf(step, catalog),
        at: step.position,
        ...(run !== undefined && { status: run.status }),
        values: shownValues(run?.output, outputOf(step.id)),
        plugs: plugsOf({ step, input: catalog.find(step.uses)?.input, values: run?.input, outputOf }),
      };
    }),
    wires: Object.values(document.edges).map(({ from, to }) => ({ from, to })),
  };
}

function faceOf({ uses }: Step, catalog: DocumentCatalog) {
  const connector = catalog.connector(uses);
  const name = connector?.name ?? uses.connector;
  const title = catalog.find(uses)?.title ?? uses.operation;
  return {
    line: uses.connector === 'core' ? title : name,
    connector: uses.connector,
    connectorName: name,
    operation: uses.operation,
    category: connector?.category ?? ('developer' as const),
    ...(connector?.icon !== undefined && { icon: connector.icon }),
  };
}

/** A try of the example is short: its whole journal is read. */
async function stepRunsOf(runId: string, deps: HomeDeps): Promise<Map<string, StepRun> | undefined> {
  const found = await deps.runStore.find(runId);
  const stored = found && (await deps.planStore.find(found.planId));
  if (!stored) return undefined;
  const events = [];
  for await (const page of deps.journal.pages(runId)) events.push(...page.events);
  const view = viewRun(loadPlan(stored.plan), events);
  return new Map(view.steps.filter(({ path, step }) => path === step).map((run) => [run.step, run]));
}
