import type { ApiDocument } from './apiDocument.ts';
import { follow, note } from './apiDocument.ts';
import { isObject, type JsonObject, objectIn, own } from './json.ts';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;
export type Method = (typeof METHODS)[number];

/** One operation where the description has it, not yet read. */
export type OperationSource = { path: string; method: Method; item: JsonObject; operation: JsonObject };

/** More operations than any API has; the rest is left out with a note. */
const MOST = 20_000;

/** Every operation of a description, in its order. */
export function operationSources(document: ApiDocument): OperationSource[] {
  const found: OperationSource[] = [];
  const paths = own(document.root, 'paths');
  if (!isObject(paths)) {
    note(document, 'It lists no paths, so there is nothing to call.');
    return found;
  }
  for (const [path, value] of Object.entries(objectIn(document.root, 'paths'))) {
    const item = path.startsWith('x-') ? undefined : follow(document, value);
    if (item === undefined) continue;
    for (const method of METHODS) {
      const operation = own(item, method.toLowerCase());
      if (!isObject(operation)) continue;
      if (found.length >= MOST) {
        note(document, `It has more than ${MOST} operations. The rest is left out.`);
        return found;
      }
      found.push({ path, method, item, operation });
    }
  }
  return found;
}
