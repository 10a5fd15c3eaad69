import { hintsOf } from '@patchbay/connector';
import type { Mapping } from '@patchbay/expression';
import { comparedAs } from '../condition/comparedAs.ts';
import { useStepContext } from '../stepContext.ts';
import type { Choice, FormField } from './fieldsOf.ts';
import { useItemFields } from './itemFields.ts';
import { useColumns } from './pickSources.ts';

/** The choices of a field; of a comparison of dates in the words for those. */
export function useChoices(field: FormField, path: readonly string[]): readonly Choice[] {
  const { mappingAt, environmentFor, valuesFor } = useStepContext();
  const items = useItemFields(field);
  const columns = useColumns();
  const { 'x-patchbay-date-labels': dates, 'x-patchbay-items': list } = hintsOf(field.schema);
  if (dates === undefined) return field.choices;
  const beside = (name: string) => mappingAt([...path.slice(0, -1), name]);
  const known = { environment: environmentFor(path), values: valuesFor(path) };
  const isOfDates =
    namesDate(list === undefined ? columns : items, beside(dates.of)) ||
    comparedAs({ left: undefined, right: sideOf(beside(dates.with)) }, known) === 'moment';
  return isOfDates ? inWords(field.choices, dates.labels) : field.choices;
}

type Named = { id: string; name: string; isDate: boolean };

/** Whether a column or a field of items that holds dates is named. A column may be called by its name as well. */
export function namesDate(known: readonly Named[] = [], mapping: Mapping | undefined): boolean {
  if (mapping?.kind !== 'literal' || typeof mapping.value !== 'string') return false;
  const wanted = mapping.value;
  const found =
    known.find(({ id }) => id === wanted) ?? known.find(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  return found?.isDate ?? false;
}

function sideOf(mapping: Mapping | undefined) {
  return mapping?.kind === 'literal' || mapping?.kind === 'reference' || mapping?.kind === 'formula'
    ? mapping
    : undefined;
}

/** The same choices, some of them by another name. */
export function inWords(choices: readonly Choice[], labels: Readonly<Record<string, string>>): Choice[] {
  return choices.map(({ value, label }) => ({ value, label: labels[String(value)] ?? label }));
}
