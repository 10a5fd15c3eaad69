import type { FieldSchema } from '@patchbay/connector';
import { type Input, textIn } from '../../values/input.ts';
import { refusal } from '../../values/refusal.ts';

/** The field for the sign between cells. Other signs than the named ones can be plugged. */
export function separatorField(more: readonly string[]): FieldSchema {
  return {
    type: 'string',
    title: 'Separator',
    description: 'What stands between two cells.',
    enum: [...more, ',', ';', '\t', '|'],
    default: more[0] ?? ',',
    'x-patchbay-labels': { auto: 'Found by looking', ',': 'Comma', ';': 'Semicolon', '\t': 'Tab', '|': 'Bar |' },
  };
}

/** The separator, up to 5 characters. Throws OperationError. */
export function separatorIn(input: Input, fallback: string): string {
  const separator = textIn(input, { name: 'separator', title: 'Separator' }) || fallback;
  if (separator.length <= 5 && !/["\r\n]/.test(separator)) return separator;
  throw refusal('separator_not_valid', 'The separator must be a sign such as a comma, a semicolon or a tab.');
}
