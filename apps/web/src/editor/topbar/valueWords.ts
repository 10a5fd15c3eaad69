import { Mapping } from '@patchbay/flow';
import { t } from '../../texts/t.ts';

/** One side of a conflict as a person reads it. */
export function valueWords(value: unknown): string {
  if (value === undefined) return t('Deleted');
  if (typeof value === 'string') return value;
  const mapping = Mapping.safeParse(value);
  if (mapping.success) return mappingWords(mapping.data);
  return typeof value === 'object' ? t('Changed') : String(value);
}

function mappingWords(mapping: Mapping): string {
  switch (mapping.kind) {
    case 'literal':
      return typeof mapping.value === 'string' ? mapping.value : JSON.stringify(mapping.value);
    case 'reference':
      return mapping.path.length === 0 ? t('Data of an earlier step') : mapping.path.join(' › ');
    case 'formula':
      return mapping.source;
    case 'template':
      return mapping.parts.map((part) => (typeof part === 'string' ? part : `{${mappingWords(part)}}`)).join('');
    case 'object':
      return Object.entries(mapping.fields)
        .map(([name, field]) => `${name}: ${mappingWords(field)}`)
        .join(', ');
    case 'list':
      return mapping.items.map(mappingWords).join(', ');
  }
}
