import type { Operation } from '../connector.ts';
import { flattenSchema } from '../flattenSchema.ts';
import { isObject, type Json, setOwn } from '../json.ts';
import { pagedOutput } from '../paging.ts';
import { sampleFromSchema } from '../sampleFromSchema.ts';

type Reading = Pick<Operation, 'kind' | 'effect' | 'output' | 'paging' | 'sample'>;

/** What lists are called in the answers of APIs; a list of another name is a part of the one thing that was asked for. */
const LIST = /^(items|data|rows|results?|records|entries|values|list|hits|matches|elements|objects|messages|files)$/i;

/**
 * What an operation that looks for something gives where there is nothing: an empty list, a row that is not there. Undefined
 * of one that does not look for anything, or of whose answer too little is known.
 */
export function nothingFound({ kind, effect, output, paging, sample }: Reading): Json | undefined {
  if (kind !== 'call' || effect !== 'read') return undefined;
  if (paging !== undefined) return { ...pagedOutput([], false), items: [] };
  if (typeof output === 'boolean') return undefined;
  const typeOf = (schema: Operation['output']) =>
    typeof schema === 'boolean' ? [] : [flattenSchema(schema, output).schema.type ?? []].flat();
  if (typeOf(output).includes('array')) return [];
  const { properties = {} } = flattenSchema(output, output).schema;
  const names = Object.keys(properties);
  const isA = (name: string, type: string) => typeOf(properties[name] ?? true).includes(type);
  if (isA('found', 'boolean')) {
    return Object.fromEntries(names.map((name) => [name, name === 'found' ? false : isA(name, 'array') ? [] : null]));
  }
  const lists = names.filter((name) => LIST.test(name) && isA(name, 'array'));
  if (lists.length === 0) return undefined;
  const usual = sample ?? sampleFromSchema(output);
  const answer: Record<string, unknown> = isObject(usual) ? { ...usual } : {};
  for (const name of names) {
    if (lists.includes(name)) setOwn(answer, name, []);
    else if (/count|total|size$/i.test(name) && typeof answer[name] === 'number') setOwn(answer, name, 0);
    else if (/^has_?(more|next)/i.test(name) && typeof answer[name] === 'boolean') setOwn(answer, name, false);
    else if (/next|cursor/i.test(name) && isA(name, 'null')) setOwn(answer, name, null);
  }
  // A sample and what is made of it are JSON.
  return answer as Json;
}
