import type { FlowDocument, Step } from '@patchbay/flow';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../../api/trpc.ts';
import { useCatalog, useSession } from '../../useEditor.ts';
import { useStepContext } from '../stepContext.ts';
import type { Picked } from './fieldsOf.ts';

/** One thing to choose, by its id. `note` says in a word or two what else matters of it. */
export type PickChoice = { id: string; name: string; note?: string };

/** What there is to choose from; `choices` is undefined while it is asked for. */
export type PickSource = {
  choices: readonly PickChoice[] | undefined;
  isFailed: boolean;
  retry(): void;
};

/** The words of each kind of thing: when there is none, what to do about it; when the chosen one is not there any more. */
export const pickWords: Record<Picked, { choose: string; none: string; gone: string; lost: string }> = {
  flow: {
    choose: 'Choose a flow',
    none: 'No flow can be called yet. Add the trigger “When another flow calls” to one and publish it.',
    lost: 'A flow that is gone',
    gone: 'This flow is gone, or cannot be called any more. Choose another one.',
  },
  table: {
    choose: 'Choose a table',
    none: 'There is no table yet. Make one on the page “Tables”.',
    lost: 'A table that is gone',
    gone: 'This table is gone. Choose another one.',
  },
  callback: {
    choose: 'Choose a step',
    none: 'No step beside this one waits for a callback. Add “Wait for a callback” after it.',
    lost: 'A step that is gone',
    gone: 'This step is gone, or does not wait for a callback. Choose another one.',
  },
};

/** Asks for what a field of this kind can be chosen from. */
export function usePickSource(picked: Picked): PickSource {
  const flows = useFlows(picked === 'flow');
  const tables = useTables(picked === 'table');
  const steps = useWaitingSteps();
  return { flow: flows, table: tables, callback: known(steps) }[picked];
}

/** What needs no asking. */
function known(choices: readonly PickChoice[]): PickSource {
  return { choices, isFailed: false, retry: () => undefined };
}

/** The flows that others may call: published with the trigger for it. */
function useFlows(enabled: boolean): PickSource {
  const { workspaceId, flowId } = useSession();
  const trpc = useTRPC();
  const flows = useQuery(trpc.flow.listCallable.queryOptions({ workspaceId }, { enabled }));
  const choices = flows.data?.map(({ id, name, active }) => ({
    id,
    name,
    ...(id === flowId ? { note: 'this flow' } : active ? {} : { note: 'off' }),
  }));
  return { choices, isFailed: flows.isError, retry: () => void flows.refetch() };
}

/** The workspace's tables. */
function useTables(enabled: boolean): PickSource {
  const { workspaceId } = useSession();
  const trpc = useTRPC();
  const tables = useQuery(trpc.table.list.queryOptions({ workspaceId }, { enabled }));
  const choices = tables.data?.map(({ id, name }) => ({ id, name }));
  return { choices, isFailed: tables.isError, retry: () => void tables.refetch() };
}

function useWaitingSteps(): readonly PickChoice[] {
  const { flow, step } = useStepContext();
  const catalog = useCatalog();
  return waitingBeside(flow, step, (other) => catalog.find(other.uses)?.wait);
}

const WAITS = new Set<string | undefined>(['callback', 'approval']);

/** The steps in the same place that wait for a callback or an approval. */
function waitingBeside(
  { steps }: FlowDocument,
  step: Step,
  waitOf: (step: Step) => string | undefined,
): PickChoice[] {
  return Object.values(steps)
    .filter((other) => other.id !== step.id && other.parent === step.parent && WAITS.has(waitOf(other)))
    .map(({ id, name }) => ({ id, name }));
}
