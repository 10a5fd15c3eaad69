import { compile, loadPlan, type RunMode } from '@patchbay/execution';
import type { FlowDocument } from '@patchbay/flow';
import type { OperationCatalog } from '../connectors/connectorStore.ts';
import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import { beginRun } from './beginRun.ts';
import { payloadFor } from './payloadFor.ts';
import type { RunUseDeps } from './runPorts.ts';

export type Tried = {
  flowId: string;
  /** As it is drawn now, saved or not. */
  document: FlowDocument;
  /** `mock`: nothing leaves Patchbay, calls answer with samples. */
  mode: RunMode;
  /** Which trigger fires; absent: the first. */
  trigger?: string | undefined;
  payload: unknown;
};

/** Nothing leaves on mocks, so nothing has to be signed in to. */
function withoutAccounts(catalog: OperationCatalog): OperationCatalog {
  return {
    ...catalog,
    find(uses) {
      const operation = catalog.find(uses);
      return operation && { ...operation, needsConnection: false };
    },
  };
}

/** Runs a document without publishing it. Throws `flow_has_problems` with the diagnostics where it cannot run. */
export async function tryFlow(tried: Tried, access: Access<'run.try'>, deps: RunUseDeps): Promise<{ runId: string }> {
  const { flowId, document, mode } = tried;
  const { workspaceId } = access;
  const catalog = await deps.catalogs.forDocument(workspaceId, document);
  const compiled = compile(document, mode === 'mock' ? withoutAccounts(catalog) : catalog);
  if (!compiled.ok) throw new AppError('flow_has_problems', { details: compiled.diagnostics });
  const { plan } = compiled;
  const triggers = plan.steps.filter((step) => step.kind === 'trigger');
  const trigger = tried.trigger === undefined ? triggers[0] : triggers.find(({ id }) => id === tried.trigger);
  if (trigger === undefined) throw new AppError('flow_cannot_be_started');
  const planId = await deps.planStore.keep({ workspaceId, plan, document });
  return beginRun(deps, {
    workspaceId,
    flowId,
    number: null,
    planId,
    plan: loadPlan(plan),
    mode,
    trigger: trigger.id,
    payload: payloadFor(trigger, tried.payload, deps.now()),
  });
}
