import type { AnswerRules, Paging, RateLimit } from './answerRules.ts';
import type { Operation } from './connector.ts';
import { isSame } from './isSame.ts';

/** One difference between two versions of an operation, after its name: "now requires Currency". */
export type OperationChange = {
  words: string;
  /** A step that was built with the earlier version may no longer do what it did. */
  breaks: boolean;
};

/** What of an operation no field says: how it is sent and called, how its list goes on, what its answers mean. */
export type Rules = Partial<
  Pick<
    Operation,
    'title' | 'isHidden' | 'request' | 'needsConnection' | 'scopes' | 'paging' | 'answerRules' | 'limit' | 'outputPart'
  >
>;

/** What is different in the later version, besides fields; empty where nothing is. */
export function compareRules(before: Rules, after: Rules): OperationChange[] {
  return [
    ...nameChanges(before, after),
    ...requestChanges(before, after),
    ...accountChanges(before, after),
    ...pagingChanges(before.paging, after.paging),
    ...answerChanges(before.answerRules ?? {}, after.answerRules ?? {}),
    ...limitChanges(before.limit, after.limit),
  ];
}

const change = (words: string, breaks = false): OperationChange => ({ words, breaks });

function nameChanges(before: Rules, after: Rules): OperationChange[] {
  const [was, is] = [before.isHidden === true, after.isHidden === true];
  return [
    ...(before.title === after.title || after.title === undefined ? [] : [change(`is called “${after.title}” now`)]),
    ...(was === is
      ? []
      : [change(is ? 'is in no list any more; steps that have it keep it' : 'is in the lists again')]),
  ];
}

function requestChanges({ request: before }: Rules, { request: after }: Rules): OperationChange[] {
  if (before === undefined || after === undefined) return [];
  const [was, is] = [before.headers ?? {}, after.headers ?? {}];
  const headers = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((name) => was[name] !== is[name]);
  const fixed = (after.filled ?? []).filter(
    (one) => one.isFixed === true && !(before.filled ?? []).some((other) => isSame(one, other)),
  );
  return [
    ...(before.method === after.method ? [] : [change(`is sent by ${after.method} instead of ${before.method}`)]),
    ...(before.path === after.path ? [] : [change(`is sent to ${after.path} instead of ${before.path}`)]),
    ...headers.map((name) => change(headerWords(name, was[name], is[name]))),
    ...fixed.map(({ at, value }) => change(`always sends ${JSON.stringify(value)} as ${at.join('.')}`)),
  ];
}

function headerWords(name: string, was: string | undefined, is: string | undefined): string {
  if (is === undefined) return `is sent without ${name}`;
  return was === undefined ? `is sent with ${name} ${is}` : `is sent with ${name} ${is} instead of ${was}`;
}

function accountChanges(before: Rules, after: Rules): OperationChange[] {
  const [was, is] = [before.scopes ?? [], after.scopes ?? []];
  const fresh = is.filter((scope) => !was.includes(scope));
  const gone = was.filter((scope) => !is.includes(scope));
  return [
    ...(!before.needsConnection && after.needsConnection ? [change('now needs a connected account', true)] : []),
    ...(before.needsConnection && !after.needsConnection ? [change('no longer needs a connected account')] : []),
    ...fresh.map((scope) => change(`now needs the permission “${scope}”`, true)),
    ...gone.map((scope) => change(`no longer needs the permission “${scope}”`)),
  ];
}

const STYLES: Readonly<Record<Paging['style'], string>> = {
  cursor: 'by what each page names as the next one',
  offset: 'by how many items to leave out',
  page: 'by the numbers of pages',
  once: 'at once',
  link: 'by a Link header',
  nextUrl: 'by the address of the next page',
  lastItem: 'after the last item',
};

function pagingChanges(before: Paging | undefined, after: Paging | undefined): OperationChange[] {
  if (before === undefined && after === undefined) return [];
  if (before === undefined) return [change('now gives a list, page by page', true)];
  if (after === undefined) return [change('no longer goes on page by page', true)];
  if (before.style !== after.style) {
    return [change(`finds its next page ${STYLES[after.style]} instead of ${STYLES[before.style]}`)];
  }
  const { size: wasSize, ...was } = before;
  const { size: isSize, ...is } = after;
  return [
    ...(isSame(was, is) ? [] : [change('looks elsewhere for its items or for the next page')]),
    ...(wasSize?.most === isSize?.most ? [] : [change(sizeWords(isSize?.most))]),
  ];
}

const sizeWords = (most: number | undefined) =>
  most === undefined ? 'no longer says how many items a page may have' : `asks for up to ${most} items at once`;

function answerChanges(before: AnswerRules, after: AnswerRules): OperationChange[] {
  return [
    ...(isSame(before.refusedWhen, after.refusedWhen) ? [] : [change(refusedWords(before, after), true)]),
    ...placeChange('why it was refused', before.message, after.message),
    ...placeChange('the code of a refusal', before.code, after.code),
    ...adviceChanges(before.advice ?? {}, after.advice ?? {}),
  ];
}

function refusedWords({ refusedWhen: was }: AnswerRules, { refusedWhen: is }: AnswerRules): string {
  if (is === undefined) return `no longer takes an answer with “${was?.at}” for a refusal`;
  const values = is.is === undefined ? '' : ` that is ${is.is.map((value) => JSON.stringify(value)).join(' or ')}`;
  return `takes an answer with “${is.at}”${values} for a refusal`;
}

type Places = AnswerRules['message'];

function placeChange(what: string, before: Places, after: Places): OperationChange[] {
  if (isSame(before, after)) return [];
  const places = [after ?? []].flat();
  return [
    change(
      places.length === 0 ? `looks for ${what} in the usual places` : `looks for ${what} in “${places.join('”, “')}”`,
    ),
  ];
}

type Advice = NonNullable<AnswerRules['advice']>;

const RETRIES = {
  never: 'ends there',
  later: 'tries again later',
  'after-reconnect': 'waits until the account works again',
} as const;

function adviceChanges(before: Advice, after: Advice): OperationChange[] {
  const codes = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return codes.flatMap((code) => {
    const [was, is] = [
      Object.hasOwn(before, code) ? before[code] : undefined,
      Object.hasOwn(after, code) ? after[code] : undefined,
    ];
    return [
      ...(was?.retry === is?.retry
        ? []
        : [change(`${RETRIES[is?.retry ?? 'never']} where it is refused with “${code}”`)]),
      ...(was?.sentence === is?.sentence ? [] : [change(adviceWords(code, is?.sentence))]),
    ];
  });
}

const adviceWords = (code: string, sentence: string | undefined) =>
  sentence === undefined ? `no longer says what to do about “${code}”` : `says of “${code}”: “${sentence}”`;

function limitChanges(before: RateLimit | undefined, after: RateLimit | undefined): OperationChange[] {
  if (isSame(before, after)) return [];
  if (after === undefined) return [change('is asked as often as it comes, without a limit')];
  return [
    change(`is asked at most ${limitWords(after)}${before === undefined ? '' : ` instead of ${limitWords(before)}`}`),
  ];
}

/** "3 times in 1 second". */
export function limitWords({ requests, perMs }: RateLimit): string {
  const times = requests === 1 ? 'once' : `${requests.toLocaleString('en')} times`;
  const [size, unit] = UNITS.find(([ms]) => perMs % ms === 0) ?? [1, 'millisecond'];
  const count = perMs / size;
  return `${times} in ${count.toLocaleString('en')} ${unit}${count === 1 ? '' : 's'}`;
}

const UNITS = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
  [1_000, 'second'],
] as const;
