import type { Operation, OperationOverlay, Overlay } from '@patchbay/connector';
import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import { applyFields } from './applyFields.ts';
import { flattenBody } from './flattenBody.ts';
import { applyOutput } from './output.ts';
import { applyPaging } from './paging.ts';
import { withAids } from './withAids.ts';

/** What is known around an operation whose overlay is laid over it. */
export type OverlayContext = {
  overlay: Overlay;
  /** Its name in the description. */
  name: string;
  /** The names that operations have in saved steps, by their names in the description. */
  names: ReadonlyMap<string, string>;
  /** What an operation of that name in saved steps answers, as the description has it. */
  answerOf(name: string): JSONSchema | undefined;
  /** Tells what does not fit together, in a sentence. */
  say(problem: string): void;
};

/** An operation as its description has it, with what its overlay adds: finished for form, request and answer. */
export function applyOverlay(operation: Operation, context: OverlayContext): Operation {
  const { overlay, name, say } = context;
  const own = settingsOf(overlay, name);
  const inContext = {
    ...context,
    say: (problem: string) => say(`What was added to "${name}" does not fit: ${problem}`),
  };
  const described = withAids(withSettings(flattenBody(operation, own), own), own.aids);
  const formed = applyFields(described, {
    fields: renamedLookups({ ...own.aids, ...own.fields }, inContext),
    order: own.order,
    say: inContext.say,
  });
  const finished = own.paging ? applyPaging(formed, own.paging, inContext.say) : applyOutput(formed, own, inContext);
  return own.sample === undefined ? finished : { ...finished, sample: own.sample };
}

/** What counts for one operation: its own settings before those for all. */
function settingsOf(overlay: Overlay, name: string): OperationOverlay {
  const { defaults = {}, operations = {} } = overlay;
  const own = Object.hasOwn(operations, name) ? operations[name] : undefined;
  const headers = { ...defaults.headers, ...own?.headers };
  const advice = { ...defaults.answer?.advice, ...own?.answer?.advice };
  const hasAdvice = Object.keys(advice).length > 0;
  const hasAnswer = defaults.answer !== undefined || own?.answer !== undefined;
  return {
    ...defaults,
    ...own,
    headers,
    ...(hasAnswer ? { answer: { ...defaults.answer, ...own?.answer, ...(hasAdvice ? { advice } : {}) } } : {}),
  };
}

/** All that stands beside form and output. Title, help, group and effect are those of the summary already. */
function withSettings(operation: Operation, own: OperationOverlay): Operation {
  const { headers = {}, idempotencyHeader, keywords, isHidden, answer, limit, scopes } = own;
  const { request } = operation;
  const needsKey = request?.method === 'POST' || request?.method === 'PATCH';
  const repeat = own.repeat ?? (idempotencyHeader !== undefined && needsKey ? 'key' : operation.repeat);
  return {
    ...operation,
    repeat,
    ...(request === undefined
      ? {}
      : {
          request: {
            ...request,
            ...(Object.keys(headers).length === 0 ? {} : { headers: { ...request.headers, ...headers } }),
            ...(idempotencyHeader === undefined ? {} : { idempotencyHeader: idempotencyHeader.toLowerCase() }),
          },
        }),
    ...(keywords === undefined ? {} : { keywords }),
    ...(isHidden ? { isHidden } : {}),
    ...(answer === undefined ? {} : { answerRules: answer }),
    ...(limit === undefined ? {} : { limit }),
    ...(scopes === undefined ? {} : { scopes }),
  };
}

/** Lookups name operations as the description does; saved forms name them as steps do. */
function renamedLookups(
  fields: NonNullable<OperationOverlay['fields']>,
  { names, say }: OverlayContext,
): NonNullable<OperationOverlay['fields']> {
  const finished = new Set(names.values());
  const renamed = (path: string, kind: 'lookup' | 'fieldsFrom') => {
    const lookup = fields[path]?.[kind];
    if (lookup === undefined) return {};
    const operation = names.get(lookup.operation) ?? lookup.operation;
    if (!finished.has(operation)) say(`"${path}" looks things up with "${operation}", which is not there.`);
    return { [kind]: { ...lookup, operation } };
  };
  return Object.fromEntries(
    Object.entries(fields).map(([path, field]) => [
      path,
      { ...field, ...renamed(path, 'lookup'), ...renamed(path, 'fieldsFrom') },
    ]),
  );
}
