import { say } from '@patchbay/words';
import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import type { CatalogOperation } from '../catalog.ts';
import type { Diagnostic, Fix } from '../diagnostic.ts';
import type { Step } from '../document.ts';
import { own } from '../equal.ts';
import { fieldsOf, resolve } from '../schema.ts';
import { quoted } from '../words.ts';
import { titled, warning } from './context.ts';

/** Fields that say which page of a list is wanted, and how much is on one, as APIs call them. */
const WHICH =
  /^(page|page_?(number|no|index|token)|next_?(page_?)?token|cursor|(start|starting|ending)?_?(after|before)|offset|skip|start_?(at|index)|continuation_?token)$/i;
const HOW_MANY =
  /^(limit|per_?page|page_?(size|limit)|size|count|top|take|max_?(results|items|records)|results_?per_?page)$/i;

/** A page this large is one that few lists fill. */
const USUAL_MOST = 100;

/**
 * What to know of a step that asks for a list page by page and was given no page: its API gives the first few, often twenty,
 * and nothing says that there are more. Where the operation turns the pages itself, it has no field for one.
 */
export function checkPages(step: Step, { kind, input, output }: CatalogOperation): Diagnostic[] {
  if (kind !== 'call') return [];
  const fields = [...fieldsOf({ schema: input, root: input }).properties];
  const which = fields.find(([name]) => WHICH.test(name));
  const size = fields.find(([name]) => HOW_MANY.test(name));
  // What turns its pages itself is asked how much of the list it shall give.
  const turnsPages = fields.some(([name]) => name === 'pages');
  const isGiven = [which, size].some((field) => field !== undefined && own(step.inputs, field[0]) !== undefined);
  if (which === undefined || turnsPages || isGiven || !givesList(output)) return [];
  const fix = size && moreAtOnce(size, input);
  const message = say('{step} reads only the first page of a list, so some of it may be left out.', {
    step: quoted(step.name),
  });
  const field = [(fix === undefined ? which : size)?.[0] ?? which[0]];
  return [warning('one_page_of_a_list', message, { step: step.id, field, ...(fix && { fixes: [fix] }) })];
}

function moreAtOnce([, schema]: [string, JSONSchema], root: JSONSchema): Fix | undefined {
  const said = resolve({ schema, root });
  if (typeof said !== 'object' || ![said.type].flat().some((type) => type === 'integer' || type === 'number')) {
    return undefined;
  }
  const most = typeof said.maximum === 'number' ? said.maximum : USUAL_MOST;
  if (typeof said.default === 'number' && said.default >= most) return undefined;
  return {
    ...titled(say('Read up to {count} at once', { count: most })),
    kind: 'map',
    mapping: { kind: 'literal', value: most },
  };
}

/** A list, or one of the fields of an answer or of what is wrapped in it. */
function givesList(output: JSONSchema): boolean {
  return isList(output, output) || listsIn(output, output, 2);
}

function listsIn(schema: JSONSchema, root: JSONSchema, levels: number): boolean {
  if (levels === 0) return false;
  const inner = [...fieldsOf({ schema, root }).properties.values()];
  return inner.some((part) => isList(part, root)) || inner.some((part) => listsIn(part, root, levels - 1));
}

function isList(schema: JSONSchema, root: JSONSchema): boolean {
  const said = resolve({ schema, root });
  return typeof said === 'object' && said.type === 'array';
}
