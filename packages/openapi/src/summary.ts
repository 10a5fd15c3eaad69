import type { Operation } from '@patchbay/connector';
import { isObject, type JsonObject, listIn, own, textIn } from './json.ts';
import type { OperationSource } from './operationSource.ts';
import { asCommand, titleFromPath } from './titles.ts';
import { capital, help, readable, shortSentence } from './words.ts';

/** What a list shows of an operation; everything else is read when it is opened. */
export type OperationSummary = {
  /** Unique in its connector; a saved step refers to it. */
  name: string;
  title: string;
  description?: string;
  group?: string;
  method: string;
  path: string;
  effect: Operation['effect'];
  /** A trigger is started by what the API sends by itself. */
  kind: 'call' | 'trigger';
  deprecated?: boolean;
  /** Further words it is found by. */
  keywords?: readonly string[];
  /** In no list. */
  isHidden?: true;
};

/** The summary of every operation, in order. Names that the description gives twice get a number. */
export function summaries(sources: readonly OperationSource[], root: JsonObject): OperationSummary[] {
  const taken = new Set<string>(['__proto__']);
  const tags = tagsIn(root);
  return sources.map((source) => {
    const base = nameOf(source);
    let name = base;
    for (let number = 2; taken.has(name); number += 1) name = `${base}-${number}`;
    taken.add(name);
    return source.event === undefined ? summaryOf(name, source, tags) : eventSummary(name, source, tags);
  });
}

function summaryOf(name: string, source: OperationSource, tags: Tags): OperationSummary {
  const { operation, method, path } = source;
  const title = titleOf(source);
  const description = help(textIn(operation, 'description') ?? textIn(operation, 'summary'));
  const [tag] = listIn(operation, 'tags');
  return {
    name,
    title,
    ...(description === undefined || asCommand(description.replace(/\.$/, '')) === title ? {} : { description }),
    group: groupOf(typeof tag === 'string' && tag !== '' ? tag : undefined, { path, tags }),
    method,
    path,
    kind: 'call',
    effect: effectOf(source, title),
    ...(own(operation, 'deprecated') === true ? { deprecated: true } : {}),
  };
}

/** What the API sends by itself, as a trigger. */
function eventSummary(name: string, { operation, method, event }: OperationSource, tags: Tags): OperationSummary {
  const [tag] = [...listIn(operation, 'tags'), ...listIn(event?.of ?? {}, 'tags')];
  const description = help(textIn(operation, 'description') ?? textIn(operation, 'summary'));
  const said = shortSentence(textIn(operation, 'summary'), 90) ?? readable(event?.name ?? name);
  return {
    name,
    title: /^(when|on|as soon as)\b/i.test(said) ? capital(said) : `When it sends “${said}”`,
    ...(description === undefined ? {} : { description }),
    group: groupOf(typeof tag === 'string' && tag !== '' ? tag : 'Events', { path: '', tags }),
    method,
    path: '',
    kind: 'trigger',
    effect: 'none',
    ...(own(operation, 'deprecated') === true ? { deprecated: true } : {}),
  };
}

function nameOf(source: OperationSource): string {
  const { operation, method, path, event } = source;
  if (event !== undefined) {
    const asked = event.of && textIn(event.of, 'operationId');
    const words = [event.of === undefined ? 'webhook' : 'callback', asked, event.name].filter(Boolean).join('-');
    return words.replace(/[^\w.-]+/g, '-').slice(0, 180);
  }
  const id = textIn(operation, 'operationId')?.trim();
  if (id !== undefined && id.length <= 180) return id;
  const words = path.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  return `${method.toLowerCase()}-${words}`.slice(0, 180);
}

/** The summary; else a short first sentence of the help; else the id in words, unless it only repeats the path; else the path. */
function titleOf({ operation, method, path }: OperationSource): string {
  const said = shortSentence(textIn(operation, 'summary'), 90) ?? shortSentence(textIn(operation, 'description'), 60);
  if (said !== undefined) return asCommand(said);
  const id = textIn(operation, 'operationId');
  const isWords =
    id !== undefined && /[a-z]/i.test(id) && !/^(Get|Put|Post|Patch|Delete)[A-Z]|^(put|post|patch)[_-]/.test(id);
  return isWords ? readable(id) : titleFromPath(method, path);
}

type Tags = ReadonlyMap<string, string>;

/** The words for each tag: its summary, since 3.2 under that of its parent. */
function tagsIn(root: JsonObject): Tags {
  const known = new Map(
    listIn(root, 'tags')
      .filter(isObject)
      .slice(0, 2_000)
      .map((tag) => [textIn(tag, 'name') ?? '', tag]),
  );
  const titleOf = (tag: JsonObject) => textIn(tag, 'summary') ?? textIn(tag, 'x-displayName');
  return new Map(
    [...known].flatMap(([name, tag]): [string, string][] => {
      const above = known.get(textIn(tag, 'parent') ?? '');
      const own = titleOf(tag);
      if (above === undefined || above === tag) return own === undefined ? [] : [[name, own]];
      return [[name, `${titleOf(above) ?? textIn(above, 'name')}: ${own ?? name}`]];
    }),
  );
}

function groupOf(tag: string | undefined, { path, tags }: { path: string; tags: Tags }): string {
  const titled = tag === undefined ? undefined : tags.get(tag);
  if (titled !== undefined) return titled.slice(0, 60);
  const named = path.split('/').find((part) => /[a-z]/i.test(part) && !/^v?\d|[{}]/i.test(part) && part !== 'api');
  const group = tag?.replace(/^api\d+/i, '') || named || 'Other';
  return /[\s&]/.test(group) ? group.slice(0, 60) : readable(group.replace(/\.json$/, '')).slice(0, 60);
}

/** Methods that change what is there. */
const CHANGING: ReadonlySet<string> = new Set('PUT PATCH MOVE LINK UNLINK LOCK UNLOCK PROPPATCH'.split(' '));

const SENDS = /^(send|publish|notify|deliver|broadcast|post[_-]?message|chat_post)/i;
const READS = /^(search|query|list|find|look ?up|get|fetch|read|check|validate|verify|preview|count|export|calculate)/i;
const DELETES = /^(delete|remove|archive|revoke|purge|destroy)/i;
const UPDATES = /^(update|edit|set|change|rename|modify|replace|patch)/i;

const CREATES = /^(create|add|insert|make|new|import|upload|start)\b/i;

/** What it does to the outside world: the method says it, but for POST, where the words and the path say more. */
function effectOf({ operation, method, path }: OperationSource, title: string): Operation['effect'] {
  if (method === 'DELETE') return 'delete';
  if (CHANGING.has(method)) return 'update';
  if (method === 'COPY' || method === 'MKCOL') return 'create';
  if (method === 'PURGE') return 'delete';
  if (method !== 'POST') return 'read';
  const last = path.split(/[/.]/).findLast((part) => part !== 'json') ?? '';
  const words = [title, textIn(operation, 'operationId') ?? '', last];
  const says = (pattern: RegExp) => words.some((word) => pattern.test(word.trim()));
  if (says(SENDS) || /^(messages?|e?mails?|sms|notifications?)$/i.test(last)) return 'send';
  if (says(DELETES)) return 'delete';
  if (says(UPDATES) || last.endsWith('}')) return 'update';
  // What is made may be called a list or a query.
  return says(READS) && !CREATES.test(title) ? 'read' : 'create';
}
