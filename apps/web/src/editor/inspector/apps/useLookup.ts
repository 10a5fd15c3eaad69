import type { FieldSchema, Lookup, LookupOption } from '@patchbay/connector';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { sentenceOf } from '../../../api/failure.ts';
import { useTRPC } from '../../../api/trpc.ts';
import { useSession } from '../../useEditor.ts';
import type { JSONSchema } from '../data/jsonSchema.ts';
import { fieldsOf } from '../form/fieldsOf.ts';
import { useStepContext } from '../stepContext.ts';
import { typedInputs, waitsFor } from './lookupNeeds.ts';

const KEEP_MS = 5 * 60_000;
const REST_MS = 250;

/** Why a list cannot be asked for: another field comes first, or an account does. */
type Hindrance = { kind: 'waits'; title: string; why: 'empty' | 'plugged' } | { kind: 'account' };

/** How far asking the API is. */
export type Asking = {
  hindrance: Hindrance | undefined;
  isLooking: boolean;
  /** What went wrong, in a sentence. */
  problem: string | undefined;
  /** Asks the API again, whatever was kept. */
  reload(): Promise<void>;
};

export type LookupState = Asking & {
  lookup: Lookup;
  /** Undefined while they are asked for, and when they could not be. */
  options: readonly LookupOption[] | undefined;
  /** Whether `options` are what the API found for what was typed. */
  isSearched: boolean;
  hasMore: boolean;
  loadMore(): void;
};

export type LookupUse = {
  path: readonly string[];
  /** What a person typed to find one. */
  search: string;
  isEnabled: boolean;
};

/** The choices of a field, from the API. What is not among those listed so far is searched there. */
export function useLookup(lookup: Lookup, { path, search, isEnabled }: LookupUse): LookupState {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { hindrance, asked, mayAsk } = useAsked(lookup, path);
  const isAsked = isEnabled && mayAsk;
  const page = {
    getNextPageParam: (last: { cursor?: string | undefined }) => last.cursor,
    staleTime: KEEP_MS,
    retry: false,
  };
  const all = useInfiniteQuery(trpc.connector.lookup.infiniteQueryOptions(asked, { ...page, enabled: isAsked }));
  const rested = useRested(search.trim());
  const isSearched = rested !== '' && (lookup.search !== undefined || all.hasNextPage);
  const searched = useInfiniteQuery(
    trpc.connector.lookup.infiniteQueryOptions(
      { ...asked, search: rested },
      { ...page, enabled: isAsked && isSearched },
    ),
  );
  const { data, error, isFetching, hasNextPage, fetchNextPage } = isSearched ? searched : all;
  return {
    lookup,
    hindrance,
    options: hindrance === undefined ? data?.pages.flatMap(({ options }) => options) : undefined,
    isSearched,
    hasMore: hasNextPage,
    isLooking: isFetching,
    problem: error === null ? undefined : sentenceOf(error),
    loadMore: () => void fetchNextPage(),
    async reload() {
      // The server keeps what it heard for a moment, too.
      const fresh = trpc.connector.lookup.queryOptions({ ...asked, isFresh: true }, { staleTime: 0, retry: false });
      await queries.fetchQuery(fresh).catch(() => undefined);
      await queries.resetQueries({ queryKey: trpc.connector.lookup.pathKey() });
    },
  };
}

export type FieldsState = Asking & {
  /** The schema of each field, in order; undefined while they are asked for, and when they could not be. */
  fields: readonly (readonly [name: string, schema: FieldSchema])[] | undefined;
};

/** The fields of an object, from the API: the columns of a sheet. */
export function useLookupFields(lookup: Lookup, path: readonly string[]): FieldsState {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { hindrance, asked, mayAsk } = useAsked(lookup, path);
  const { data, error, isFetching } = useQuery(
    trpc.connector.lookupFields.queryOptions(asked, {
      enabled: mayAsk,
      staleTime: KEEP_MS,
      retry: false,
    }),
  );
  const fields = data?.order.flatMap((name) => {
    const schema = data.fields[name];
    return schema === undefined ? [] : [[name, schema] as const];
  });
  return {
    hindrance,
    fields: hindrance === undefined ? fields : undefined,
    isLooking: isFetching,
    problem: error === null ? undefined : sentenceOf(error),
    async reload() {
      const fresh = trpc.connector.lookupFields.queryOptions(
        { ...asked, isFresh: true },
        { staleTime: 0, retry: false },
      );
      await queries.fetchQuery(fresh).catch(() => undefined);
      await queries.resetQueries({ queryKey: trpc.connector.lookupFields.pathKey() });
    },
  };
}

/** What the server is asked with, or why it cannot be. */
function useAsked(lookup: Lookup, path: readonly string[]) {
  const { step, isReadOnly } = useStepContext();
  const { workspaceId } = useSession();
  const asked = {
    workspaceId,
    ...step.uses,
    field: path.join('.'),
    input: typedInputs(lookup, step.inputs),
    ...(step.connection !== undefined && { connection: step.connection }),
  };
  const hindrance = useHindrance(lookup);
  // Who may only look at the flow may not ask in the name of its accounts.
  return { hindrance, asked, mayAsk: hindrance === undefined && !isReadOnly };
}

function useHindrance(lookup: Lookup): Hindrance | undefined {
  const { step, operation, mappingAt } = useStepContext();
  if (operation.needsConnection === true && step.connection === undefined) return { kind: 'account' };
  const waits = waitsFor(lookup, (name) => mappingAt(name.split('.')));
  if (waits === undefined) return undefined;
  const title = titleAt(operation.input, waits.for.split('.')) ?? waits.for;
  return { kind: 'waits', title, why: waits.why };
}

/** The label of a field at its place in a form: `properties.pipeline` is "Pipeline". */
function titleAt(schema: JSONSchema, [name, ...rest]: readonly string[], root = schema): string | undefined {
  const field = fieldsOf(schema, root).find((one) => one.name === name);
  return field === undefined || rest.length === 0 ? field?.title : titleAt(field.schema, rest, root);
}

/** A text once its typing rests. */
function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), REST_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}
