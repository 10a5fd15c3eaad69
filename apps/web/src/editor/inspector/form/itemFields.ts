import { hintsOf } from '@patchbay/connector';
import { previewMapping } from '@patchbay/execution';
import { typeOfMapping } from '@patchbay/expression';
import { lookOf } from '../condition/comparedLooks.ts';
import type { JSONSchema } from '../data/jsonSchema.ts';
import { dataRows } from '../data/dataRows.ts';
import { sampleText } from '../data/sampleText.ts';
import { useStepContext } from '../stepContext.ts';
import type { FormField } from './fieldsOf.ts';

/** A field of the items of a list, by its path in them, with what the first item has there. */
export type ItemField = { id: string; name: string; note?: string; isDate: boolean };

/** The fields of the items of the list that this field is about; undefined while nobody knows any. */
export function useItemFields({ schema }: FormField): ItemField[] | undefined {
  const { mappingAt, environmentFor, valuesFor } = useStepContext();
  const { 'x-patchbay-items': items } = hintsOf(schema);
  const list = items === undefined ? undefined : mappingAt([items]);
  if (items === undefined || list === undefined) return undefined;
  const preview = previewMapping(list, valuesFor([items]));
  const fields = itemFields(typeOfMapping(list, environmentFor([items])), preview.ok ? preview.value : undefined);
  return fields.length === 0 ? undefined : fields;
}

/** What stands in each item, as a person writes it: `customer.name`. What lies in lists of the items is left out. */
export function itemFields(schema: JSONSchema, list: unknown): ItemField[] {
  return dataRows(schema, list).flatMap(({ path: [first, ...path], trail, kind, sample }) => {
    const isPlain = path.length > 0 && path.every((segment) => typeof segment === 'string');
    if (first !== 0 || !isPlain || kind === 'object') return [];
    const note = sampleText(sample, 24);
    const isDate = kind === 'date' || (kind === 'text' && lookOf(sample) === 'moment');
    return [{ id: path.join('.'), name: trail.slice(1).join(' › '), ...(note !== '' && { note }), isDate }];
  });
}
