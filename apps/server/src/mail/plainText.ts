import { isObject, OperationError } from '@patchbay/connector';
import { readBuiltIn } from '../connectors/builtIns.ts';

const htmlToText = readBuiltIn('text')?.operations.htmlToText;

/** The text of an e-mail that is HTML only, as the step for that gives it; empty where it cannot be read. */
export function plainText(html: string): string {
  if (html === '') return '';
  try {
    const given = htmlToText?.perform?.({ source: html });
    return isObject(given) && typeof given.text === 'string' ? given.text : '';
  } catch (error) {
    if (error instanceof OperationError) return '';
    throw error;
  }
}
