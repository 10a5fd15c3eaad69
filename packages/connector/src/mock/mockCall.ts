import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import { accepts } from '../accepts.ts';
import type { Operation } from '../connector.ts';
import { sampleFile } from '../file.ts';
import { flattenSchema } from '../flattenSchema.ts';
import { isObject, own, setOwn } from '../json.ts';
import { sampleFromSchema } from '../sampleFromSchema.ts';
import { mockFields } from './mockFields.ts';
import { mockPages } from './mockPages.ts';

/** How deep inside the sample fields are replaced by what the step would have sent. */
const DEPTH = 4;

/**
 * What an operation would answer, without sending anything: a pure one does its work, any other gives its sample with
 * the input's own values where a field of the same name can hold them. Throws what `perform` throws.
 */
export function mockCall(operation: Operation, input: unknown): unknown {
  if (operation.perform !== undefined) return operation.perform(input);
  const answer = operation.sample ?? sampleFromSchema(operation.output);
  if (!isObject(input)) return answer;
  if (operation.fieldsFrom !== undefined) return mockFields(own(input, operation.fieldsFrom.input));
  const given = operation.outputFrom && own(input, operation.outputFrom.input);
  const as = operation.outputFrom?.as;
  const body = own(input, 'body');
  const sent = isObject(body) ? { ...input, ...body } : input;
  if (operation.fileAnswer !== undefined && own(input, operation.fileAnswer.input) === true) {
    return operation.answer === 'whole' && isObject(answer) ? { ...answer, body: sampleFile } : sampleFile;
  }
  // An example that a person gave is a better answer than anything made up.
  if (as !== undefined && given != null) return { ...(isObject(answer) ? counted(answer, given) : {}), [as]: given };
  if (operation.answer === 'whole') return { ...(isObject(answer) ? answer : {}), ...(body == null ? {} : { body }) };
  if (operation.paging !== undefined) return mockPages(operation, answer, input);
  return echo(answer, { schema: operation.output, root: operation.output, sent, depth: 0 });
}

/** What a sample says of its list, as it is for the list that was given: how many, and with which columns. */
function counted(answer: Record<string, unknown>, given: unknown): Record<string, unknown> {
  if (!Array.isArray(given)) return answer;
  const [first] = given;
  return {
    ...answer,
    ...(typeof answer.count === 'number' && { count: given.length }),
    ...(Array.isArray(answer.columns) && isObject(first) && { columns: Object.keys(first) }),
  };
}

type Echo = { schema: JSONSchema; root: JSONSchema; sent: Record<string, unknown>; depth: number };

function echo(value: unknown, context: Echo): unknown {
  if (!isObject(value) || context.depth >= DEPTH) return value;
  const { properties = {} } =
    typeof context.schema === 'object' ? flattenSchema(context.schema, context.root).schema : {};
  const result: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(value)) {
    const schema = (Object.hasOwn(properties, name) ? properties[name] : undefined) ?? true;
    const sent = own(context.sent, name);
    const fits = sent !== undefined && sameKind(sent, field) && accepts(schema, sent, context.root);
    setOwn(result, name, fits ? sent : echo(field, { ...context, schema, depth: context.depth + 1 }));
  }
  return result;
}

function sameKind(left: unknown, right: unknown): boolean {
  return typeof left === typeof right && Array.isArray(left) === Array.isArray(right) && left !== null;
}
