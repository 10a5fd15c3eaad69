import { sampleFile } from '../file.ts';
import { isObject, setOwn } from '../json.ts';

/** A value for each field that a person typed into a step, by its kind; see `fieldsFrom`. */
export function mockFields(fields: unknown): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const field of Array.isArray(fields) ? fields : []) {
    if (isObject(field) && typeof field.name === 'string' && field.name !== '')
      setOwn(values, field.name, mockValue(field));
  }
  return values;
}

function mockValue({ kind, label, choices }: Record<string, unknown>): unknown {
  const [first = 'Sample'] = Array.isArray(choices) ? choices.map(String) : [];
  switch (kind) {
    case 'number':
      return 42;
    case 'date':
      return '2026-11-22';
    case 'email':
      return 'ada@example.com';
    case 'consent':
      return true;
    case 'choice':
      return first;
    case 'choices':
      return [first];
    case 'file':
      return sampleFile;
    default:
      return `Sample ${typeof label === 'string' && label !== '' ? label.toLowerCase() : 'text'}`;
  }
}
