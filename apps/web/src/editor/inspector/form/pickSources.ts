import { hintsOf, orderedFields } from '@patchbay/connector';
import { type FlowDocument, type Step, thingOf } from '@patchbay/flow';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../../api/trpc.ts';
import { t } from '../../../texts/t.ts';
import { useCatalog, useSession } from '../../useEditor.ts';
import { useStepContext } from '../stepContext.ts';
import { type FormField, type Picked, pickedBy } from './fieldsOf.ts';
import { useItemFields } from './itemFields.ts';

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
    choose: t('Choose a flow'),
    none: t('No flow can be called yet. Add the trigger “When another flow calls” to one and publish it.'),
    lost: t('A flow that is gone'),
    gone: t('This flow is gone, or cannot be called any more. Choose another one.'),
  },
  table: {
    choose: t('Choose a table'),
    none: t('There is no table yet.'),
    lost: t('A table that is gone'),
    gone: t('This table is gone. Choose another one.'),
  },
  callback: {
    choose: t('Choose a step'),
    none: t('No step beside this one waits for a callback. Add “Wait for a callback” after it.'),
    lost: t('A step that is gone'),
    gone: t('This step is gone, or does not wait for a callback. Choose another one.'),
  },
  column: {
    choose: t('Choose a column'),
    none: t('The table has no column yet. Add one to it first.'),
    lost: t('A column that is gone'),
    gone: t('The table has no such column any more. Choose another one.'),
  },
  'item-field': {
    choose: t('Choose a field of the items'),
    none: t('The items of the list are not known yet.'),
    lost: '',
    gone: t('The items of the list have no such field as far as is known.'),
  },
  member: {
    choose: t('Choose a person'),
    none: t('Nobody else is here yet. Invite them under Settings, People.'),
    lost: '',
    gone: t('Nobody here has this address, so nobody can answer with it. Invite them under Settings, People.'),
  },
};

/** Asks for what a field of this kind can be chosen from. */
export function usePickSource(field: FormField): PickSource {
  const picked = pickedBy(field);
  const flows = useFlows(picked === 'flow');
  const tables = useTables(picked === 'table');
  const members = useMembers(picked === 'member');
  const steps = useWaitingSteps();
  const columns = useColumns();
  const fields = useItemFields(field);
  const { 'x-patchbay-labels': labels = {} } = hintsOf(field.schema);
  const further = Object.entries(labels).map(([id, name]) => ({ id, name }));
  return {
    flow: flows,
    table: tables,
    callback: known(steps),
    column: known([...(columns ?? []), ...further]),
    'item-field': known(fields ?? []),
    member: members,
  }[picked];
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
    ...(id === flowId ? { note: t('this flow') } : active ? {} : { note: t('off') }),
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

/** The people of the workspace, by their addresses. */
function useMembers(enabled: boolean): PickSource {
  const { workspaceId } = useSession();
  const trpc = useTRPC();
  const members = useQuery(trpc.workspace.members.queryOptions({ workspaceId }, { enabled }));
  const choices = members.data?.map(({ email, name }) => ({ id: email, name, note: email }));
  return { choices, isFailed: members.isError, retry: () => void members.refetch() };
}

function useWaitingSteps(): readonly PickChoice[] {
  const { flow, step } = useStepContext();
  const catalog = useCatalog();
  return waitingBeside(flow, step, (other) => catalog.find(other.uses)?.wait);
}

const WAITS = new Set<string | undefined>(['callback', 'approval']);

/** The steps in the same place that wait for a callback or an approval. */
function waitingBeside({ steps }: FlowDocument, step: Step, waitOf: (step: Step) => string | undefined): PickChoice[] {
  return Object.values(steps)
    .filter((other) => other.id !== step.id && other.parent === step.parent && WAITS.has(waitOf(other)))
    .map(({ id, name }) => ({ id, name }));
}

/** The columns of the table that the step works with; undefined while none is chosen by hand, or known. */
export function useColumns(): readonly (PickChoice & { isDate: boolean })[] | undefined {
  const { step, operation } = useStepContext();
  const { typeOf } = useCatalog();
  const table = thingOf(step, operation);
  const row = table?.kind === 'table' ? typeOf(table)?.input : undefined;
  if (row === undefined) return undefined;
  const { properties = {} } = typeof row === 'object' ? row : {};
  return orderedFields(row).map((id) => {
    const column = properties[id];
    const { title, format } = typeof column === 'object' ? column : {};
    return { id, name: title || id, isDate: format === 'date' || format === 'date-time' };
  });
}
