import type { RequestTemplate } from '@patchbay/connector';
import type { ApiDocument } from './apiDocument.ts';
import { follow, note } from './apiDocument.ts';
import { isObject, type JsonObject, objectIn, own } from './json.ts';

export type Method = RequestTemplate['method'];

/** The methods that have a place of their own in a path; `query` since 3.2. */
const USUAL = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'QUERY'] as const;

/** What 3.2 lets a path add under `additionalOperations`. A closed list: nothing else is ever sent. */
const FURTHER: ReadonlySet<string> = new Set<Method>([
  'COPY',
  'MOVE',
  'LINK',
  'UNLINK',
  'LOCK',
  'UNLOCK',
  'PURGE',
  'SEARCH',
  'REPORT',
  'PROPFIND',
  'PROPPATCH',
  'MKCOL',
]);

/** One operation where the description has it, not yet read. */
export type OperationSource = {
  path: string;
  method: Method;
  item: JsonObject;
  operation: JsonObject;
  /** For what the API itself sends: the name of the webhook, or of the callback and the operation that asks for it. */
  event?: { name: string; of?: JsonObject };
};

/** More operations than any API has; the rest is left out with a note. */
const MOST = 20_000;

/** Every operation of a description in its order, then what the API sends by itself: its webhooks and callbacks. */
export function operationSources(document: ApiDocument): OperationSource[] {
  if (!isObject(own(document.root, 'paths')) && !hasWebhooks(document)) {
    note(document, 'It lists no paths, so there is nothing to call.');
    return [];
  }
  const calls = Object.entries(objectIn(document.root, 'paths')).flatMap(([path, value]) =>
    path.startsWith('x-') ? [] : inItem(document, path, value),
  );
  const found = [...calls, ...webhookSources(document), ...callbackSources(document, calls)];
  if (found.length <= MOST) return found;
  note(document, `It has more than ${MOST} operations. The rest is left out.`);
  return found.slice(0, MOST);
}

/** The operations of one path. */
function inItem(document: ApiDocument, path: string, value: unknown): OperationSource[] {
  const item = follow(document, value);
  if (item === undefined) return [];
  const found = USUAL.flatMap((method): OperationSource[] => {
    const operation = own(item, method.toLowerCase());
    return isObject(operation) ? [{ path, method, item, operation }] : [];
  });
  for (const [name, operation] of Object.entries(objectIn(item, 'additionalOperations'))) {
    const method = name.toUpperCase();
    if (!isObject(operation)) continue;
    if (isFurther(method)) found.push({ path, method, item, operation });
    else note(document, `It has an operation of the kind ${name.slice(0, 40)}, which is not known. It is left out.`);
  }
  return found;
}

const isFurther = (method: string): method is Method => FURTHER.has(method);

/** `x-webhooks` is what people wrote before 3.1. */
const WEBHOOKS = ['webhooks', 'x-webhooks'] as const;

const hasWebhooks = (document: ApiDocument) => WEBHOOKS.some((key) => isObject(own(document.root, key)));

function webhookSources(document: ApiDocument): OperationSource[] {
  return WEBHOOKS.flatMap((key) =>
    Object.entries(objectIn(document.root, key)).flatMap(([name, value]) =>
      inItem(document, '', value).map((source) => ({ ...source, event: { name } })),
    ),
  );
}

/** The requests that an API sends after one of its operations asked for them. */
function callbackSources(document: ApiDocument, calls: readonly OperationSource[]): OperationSource[] {
  return calls.flatMap(({ operation }) =>
    Object.entries(objectIn(operation, 'callbacks')).flatMap(([name, value]) =>
      Object.values(follow(document, value) ?? {}).flatMap((item) =>
        isObject(item)
          ? inItem(document, '', item).map((source) => ({ ...source, event: { name, of: operation } }))
          : [],
      ),
    ),
  );
}
