import { isObject, parseJson } from '@patchbay/connector';

/** The object that a model wrote, though some put words or a frame of backticks around it; undefined where there is none. */
export function parsedObject(text: string): Record<string, unknown> | undefined {
  const from = text.indexOf('{');
  const to = text.lastIndexOf('}');
  if (from < 0 || to < from) return undefined;
  try {
    const value = parseJson(text.slice(from, to + 1));
    return isObject(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
