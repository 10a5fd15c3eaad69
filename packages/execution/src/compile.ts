import type { Operation } from '@patchbay/connector';
import {
  type Catalog,
  check,
  type Diagnostic,
  DONE,
  ERROR,
  type FlowDocument,
  type FlowGraph,
  graphOf,
  type Mapping,
  type OperationRef,
  outletsOf,
  type Step,
  topologicalOrder,
} from '@patchbay/flow';
import { type FedLoop, fedLoopsOf } from './fedLoops.ts';
import { PLAN_VERSION, type Plan, type PlannedStep } from './plan.ts';

/** Where the operations of a document are looked up, with all that running them needs. */
export type OperationCatalog = Pick<Catalog, 'typeOf'> & { find(uses: OperationRef): Operation | undefined };

export type CompileResult =
  | { ok: true; plan: Plan; warnings: Diagnostic[] }
  /** Warnings among them: a person who comes to fix the errors sees all there is. */
  | { ok: false; diagnostics: Diagnostic[] };

/** Checks a document and puts it in order. The same document, whatever the order of its records, gives the same Plan. */
export function compile(document: FlowDocument, catalog: OperationCatalog): CompileResult {
  const diagnostics = check(document, catalog);
  if (diagnostics.some(({ severity }) => severity === 'error')) return { ok: false, diagnostics };
  const graph = graphOf(document);
  const fed = fedLoopsOf(document, { graph, catalog });
  const steps = topologicalOrder(document, graph).flatMap((id) => planStep(graph.step(id), { graph, catalog, fed }));
  const plan: Plan = { version: PLAN_VERSION, steps };
  const { timeLimitMs, atOnce, key } = document.settings ?? {};
  if (timeLimitMs !== undefined) plan.timeLimitMs = timeLimitMs;
  // A key alone says that what belongs together goes one by one.
  if (atOnce !== undefined || key !== undefined) plan.atOnce = atOnce ?? 1;
  if (key !== undefined) plan.key = key;
  return { ok: true, plan, warnings: diagnostics };
}

type Around = { graph: FlowGraph; catalog: OperationCatalog; fed: readonly FedLoop[] };

function planStep(step: Step | undefined, { graph, catalog, fed }: Around) {
  const operation = step && catalog.find(step.uses);
  if (step === undefined || operation === undefined) return [];
  const planned: PlannedStep = {
    id: step.id,
    connector: step.uses.connector,
    connectorVersion: step.uses.version,
    operation: step.uses.operation,
    kind: operation.kind,
    repeat: operation.repeat,
    inputs: withMethod(step.inputs, operation),
    incoming: incomingOf(step, graph),
    catchesError: graph.outgoing(step.id).some(({ outlet }) => outlet === ERROR),
  };
  if (step.onMock === true) planned.onMock = true;
  if (step.connection !== undefined) planned.connection = step.connection;
  if (step.parent !== undefined) planned.parent = step.parent;
  if (step.retry !== undefined) planned.retry = step.retry;
  if (step.timeoutMs !== undefined) planned.timeoutMs = step.timeoutMs;
  if (step.disabled) planned.passesTo = outletsOf(step, operation)[0]?.name ?? DONE;
  if (operation.frame === 'until' || operation.frame === 'once') planned.frame = operation.frame;
  if (operation.wait !== undefined) planned.wait = operation.wait;
  if (operation.webhook !== undefined) planned.webhook = operation.webhook;
  if (operation.callsFlow) planned.callsFlow = true;
  const address = addressedBy(step, { graph, catalog, operation });
  if (address !== undefined) planned.givesAddressOf = address;
  const feeds = fed.find(({ feeder }) => feeder === step.id);
  if (feeds !== undefined) planned.feeds = feeds.loop;
  if (fed.some(({ loop, isUnread }) => loop === step.id && isUnread)) planned.isUnread = true;
  if (startsWithAny(step, operation)) planned.startsWithAny = true;
  return [planned];
}

/** The check has seen to it that there is one where the operation wants one. */
function addressedBy(
  { inputs }: Step,
  { graph, catalog, operation }: { graph: FlowGraph; catalog: OperationCatalog; operation: Operation },
): PlannedStep['givesAddressOf'] {
  const choice = operation.givesAddressOf && inputs[operation.givesAddressOf.input];
  const named = choice?.kind === 'literal' && typeof choice.value === 'string' ? graph.step(choice.value) : undefined;
  const wait = named && catalog.find(named.uses)?.wait;
  return named !== undefined && (wait === 'callback' || wait === 'approval') ? { step: named.id, wait } : undefined;
}

function startsWithAny({ inputs }: Step, { startsFrom }: Operation): boolean {
  const choice = startsFrom && inputs[startsFrom.input];
  return choice?.kind === 'literal' && choice.value === 'any';
}

function incomingOf(step: Step, graph: FlowGraph): PlannedStep['incoming'] {
  const ways = new Map(graph.incoming(step.id).map(({ from, outlet }) => [`${from}/${outlet}`, { from, outlet }]));
  return [...ways.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, way]) => way);
}

/** The engine judges by the method whether a call may be repeated, so a method left at its default is written out. */
function withMethod(inputs: Step['inputs'], { repeat, input }: Operation): Record<string, Mapping> {
  if (repeat !== 'by-method' || inputs.method !== undefined || typeof input === 'boolean') return inputs;
  const method = input.properties?.method;
  if (typeof method !== 'object' || typeof method.default !== 'string') return inputs;
  return { ...inputs, method: { kind: 'literal', value: method.default } };
}
