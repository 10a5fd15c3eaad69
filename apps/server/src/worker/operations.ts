import { isOnePage, mockCall, mockPage, type Operation, OperationError } from '@patchbay/connector';
import type { CallRequest, CallResult, Operations, PlannedStep } from '@patchbay/execution';
import { DONE } from '@patchbay/flow';
import { messageOf, say } from '@patchbay/words';
import { notShared, type RunRight } from '../connections/runRight.ts';
import type { Egress } from '../egress/egress.ts';
import type { FileStore } from '../files/fileStore.ts';
import type { Accounts } from '../signIn/Accounts.ts';
import type { OpenConnection } from '../vault/signRequest.ts';
import { createFileEdge, holdsSample } from './fileEdge.ts';
import type { HostedOperations } from './hosted/hosted.ts';
import { withinLimit } from './outputSize.ts';
import { MockTries } from './MockTries.ts';
import type { RequestBudget } from './requestBudget.ts';
import type { RequestTraces } from './RequestTraces.ts';
import { createSend } from './sendRequest.ts';
import { failAsTold, pinned } from './trials.ts';

/** An operation as a run needs it. */
export type FoundOperation = { operation: Operation; baseUrl: string | null };

export type OperationDeps = {
  /** Built-in operations, at once; those of an app once it has been read. */
  builtIn(step: PlannedStep): FoundOperation | undefined;
  /** Any operation of a workspace, built in or imported. */
  find(workspaceId: string, step: PlannedStep): Promise<FoundOperation | undefined>;
  /** Undefined when the workspace has no such connection (any more). */
  openConnection(workspaceId: string, connectionId: string): Promise<OpenConnection | undefined>;
  mayRunUse: RunRight;
  egress: Pick<Egress, 'open'>;
  budget: Pick<RequestBudget, 'admit' | 'pause'>;
  accounts: Pick<Accounts, 'ready' | 'refused' | 'broken'>;
  files: FileStore;
  /** Where people see what was sent and received; absent: nowhere. */
  traces?: RequestTraces;
  hosted: HostedOperations;
};

/** The engine's `Operations` for the runs of one workspace: find, build, sign, send, read. In mock mode nothing is sent. */
export function createOperations(workspaceId: string, deps: OperationDeps): Operations {
  const edge = createFileEdge(workspaceId, deps.files);
  const tries = new MockTries();
  const find = async (step: PlannedStep) => deps.builtIn(step) ?? deps.find(workspaceId, step);
  const send = createSend({ ...deps, edge });
  return {
    compute({ step, input }) {
      const given = pinned(step);
      if (given !== undefined) return given;
      const operation = deps.builtIn(step)?.operation;
      if (operation?.perform === undefined) throw missing(step);
      return { outlet: DONE, output: withinLimit(operation.perform(input)) };
    },

    async call(asked) {
      const request: CallRequest = asked.step.onMock === true ? { ...asked, mode: 'mock' } : asked;
      const { step, mode } = request;
      const given = pinned(step);
      if (given !== undefined) return given;
      const builtIn = deps.builtIn(step);
      if (mode === 'mock' && builtIn !== undefined) failAsTold(request, builtIn.operation);
      if (builtIn?.operation.hosted === true) return host(request, builtIn.operation);
      const found = builtIn ?? (await deps.find(workspaceId, step));
      if (found === undefined) throw missing(step);
      if (found.operation.hosted === true) return host(request, found.operation);
      if (mode === 'mock' && builtIn === undefined) failAsTold(request, found.operation);
      if (found.operation.perform !== undefined)
        return { outlet: DONE, output: await perform(found.operation, request) };
      if (mode === 'mock') return mocked(request, found.operation, tries);
      const connection = step.connection === undefined ? undefined : await open(step.connection, request.runId);
      const others = await othersOf(step, found.operation, find);
      const caller = `${workspaceId} ${step.connection ?? ''}`;
      const to = { ...found, connection, account: accountOf(workspaceId, step, found), caller, others };
      return resultOf(await send(request, to), request);
    },
  };

  /** Work on files is done in a try on sample data as well: it sends nothing. A file that is only a sample gives a sample. */
  async function perform({ perform, ...operation }: Operation, { input, mode }: CallRequest): Promise<unknown> {
    if (mode === 'mock' && holdsSample(input)) return mockCall(operation, input);
    return withinLimit(await edge.keep(perform?.(await edge.open(input))));
  }

  async function host(request: CallRequest, operation: Operation): Promise<CallResult> {
    const { step, mode, input } = request;
    const hand = deps.hosted[`${step.connector}/${step.operation}`];
    if (hand === undefined) throw missing(step);
    const account = async () => (step.connection === undefined ? undefined : open(step.connection, request.runId));
    const call = { ...request, workspaceId, account };
    if (mode === 'live') {
      const result = await hand.call(call);
      return { ...result, output: withinLimit(result.output) };
    }
    return hand.mock?.(call) ?? { outlet: DONE, output: mockCall(operation, input) };
  }

  async function open(connectionId: string, runId: string): Promise<OpenConnection> {
    const connection = await deps.openConnection(workspaceId, connectionId);
    if (connection === undefined) throw connectionMissing();
    if (!(await deps.mayRunUse(connection, runId))) throw notShared(connection);
    return connection;
  }
}

function mocked(request: CallRequest, operation: Operation, tries: MockTries): CallResult {
  const { runId, step, input, page } = request;
  const answer = () => tries.of(runId).call(step.connector, operation, input);
  return resultOf(page === undefined ? answer() : mockPage(answer, page.after), request);
}

/** A call that was asked for a page says what leads to the next one. */
function resultOf(given: unknown, { page }: CallRequest): CallResult {
  if (page === undefined || !isOnePage(given)) return { outlet: DONE, output: given };
  const { output, more } = given;
  return more === undefined ? { outlet: DONE, output } : { outlet: DONE, output, more };
}

/** The operations of the same connector that this one needs on its way. */
async function othersOf(
  step: PlannedStep,
  { before, longRunning }: Operation,
  find: (step: PlannedStep) => Promise<FoundOperation | undefined>,
) {
  const found = new Map<string, Operation>();
  for (const name of [before?.operation, longRunning?.operation]) {
    const other = name === undefined ? undefined : await find({ ...step, operation: name });
    if (name !== undefined && other !== undefined) found.set(name, other.operation);
  }
  return (name: string) => found.get(name);
}

/** Requests of an operation that needs no account are counted together, where it is limited. */
function accountOf(workspaceId: string, { connection, connector }: PlannedStep, { operation }: FoundOperation) {
  if (connection !== undefined) return connection;
  return operation.limit === undefined ? undefined : `${workspaceId}:${connector}`;
}

function connectionMissing(): OperationError {
  return new OperationError({
    code: 'connection_missing',
    message: 'The connected account of this step is gone. Choose another one and publish the flow again.',
    retry: 'never',
  });
}

function missing(step: PlannedStep): OperationError {
  return new OperationError({
    code: 'operation_missing',
    ...messageOf(
      say(
        'The operation {operation} of {connector} (version {version}) is not here any more. Import its description again, update Patchbay, or choose another action.',
        { operation: step.operation, connector: step.connector, version: step.connectorVersion },
      ),
    ),
    retry: 'never',
  });
}
