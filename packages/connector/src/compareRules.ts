import { messageOf, type Said, type Saying, say, sayCount, sayEither } from '@patchbay/words';
import type { AnswerRules, Paging, RateLimit } from './answerRules.ts';
import type { Operation } from './connector.ts';
import { isSame } from './isSame.ts';

/** One difference between two versions of an operation, after its name: "now requires Currency". */
export type OperationChange = {
  words: string;
  /** What the words are made of, for other languages; without it, they are all there is. */
  said?: Said;
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

/** A difference, in words with their values apart. */
export function change(saying: Saying, breaks = false): OperationChange {
  const { message, said } = messageOf(saying);
  return { words: message, ...(said && { said }), breaks };
}

function nameChanges(before: Rules, after: Rules): OperationChange[] {
  const [was, is] = [before.isHidden === true, after.isHidden === true];
  return [
    ...(before.title === after.title || after.title === undefined
      ? []
      : [change(say('is called “{name}” now', { name: after.title }))]),
    ...(was === is
      ? []
      : [change(is ? say('is in no list any more; steps that have it keep it') : say('is in the lists again'))]),
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
    ...(before.method === after.method
      ? []
      : [change(say('is sent by {after} instead of {before}', { after: after.method, before: before.method }))]),
    ...(before.path === after.path
      ? []
      : [change(say('is sent to {after} instead of {before}', { after: after.path, before: before.path }))]),
    ...headers.map((name) => change(headerWords(name, was[name], is[name]))),
    ...fixed.map(({ at, value }) =>
      change(say('always sends {value} as {field}', { value: JSON.stringify(value), field: at.join('.') })),
    ),
  ];
}

function headerWords(name: string, was: string | undefined, is: string | undefined): Said {
  if (is === undefined) return say('is sent without {name}', { name });
  return was === undefined
    ? say('is sent with {name} {is}', { name, is })
    : say('is sent with {name} {is} instead of {was}', { name, is, was });
}

function accountChanges(before: Rules, after: Rules): OperationChange[] {
  const [was, is] = [before.scopes ?? [], after.scopes ?? []];
  const fresh = is.filter((scope) => !was.includes(scope));
  const gone = was.filter((scope) => !is.includes(scope));
  return [
    ...(!before.needsConnection && after.needsConnection ? [change(say('now needs a connected account'), true)] : []),
    ...(before.needsConnection && !after.needsConnection ? [change(say('no longer needs a connected account'))] : []),
    ...fresh.map((scope) => change(say('now needs the permission “{scope}”', { scope }), true)),
    ...gone.map((scope) => change(say('no longer needs the permission “{scope}”', { scope }))),
  ];
}

const STYLES: Readonly<Record<Paging['style'], Said>> = {
  cursor: say('by what each page names as the next one'),
  offset: say('by how many items to leave out'),
  page: say('by the numbers of pages'),
  once: say('at once'),
  link: say('by a Link header'),
  nextUrl: say('by the address of the next page'),
  lastItem: say('after the last item'),
};

function pagingChanges(before: Paging | undefined, after: Paging | undefined): OperationChange[] {
  if (before === undefined && after === undefined) return [];
  if (before === undefined) return [change(say('now gives a list, page by page'), true)];
  if (after === undefined) return [change(say('no longer goes on page by page'), true)];
  if (before.style !== after.style) {
    const styles = { after: STYLES[after.style], before: STYLES[before.style] };
    return [change(say('finds its next page {after} instead of {before}', styles))];
  }
  const { size: wasSize, ...was } = before;
  const { size: isSize, ...is } = after;
  return [
    ...(isSame(was, is) ? [] : [change(say('looks elsewhere for its items or for the next page'))]),
    ...(wasSize?.most === isSize?.most ? [] : [change(sizeWords(isSize?.most))]),
  ];
}

const sizeWords = (most: number | undefined) =>
  most === undefined
    ? say('no longer says how many items a page may have')
    : say('asks for up to {most} items at once', { most });

function answerChanges(before: AnswerRules, after: AnswerRules): OperationChange[] {
  return [
    ...(isSame(before.refusedWhen, after.refusedWhen) ? [] : [change(refusedWords(before, after), true)]),
    ...placeChange(say('why it was refused'), before.message, after.message),
    ...placeChange(say('the code of a refusal'), before.code, after.code),
    ...adviceChanges(before.advice ?? {}, after.advice ?? {}),
  ];
}

function refusedWords({ refusedWhen: was }: AnswerRules, { refusedWhen: is }: AnswerRules): Said {
  if (is === undefined) return say('no longer takes an answer with “{at}” for a refusal', { at: was?.at ?? '' });
  return is.is === undefined
    ? say('takes an answer with “{at}” for a refusal', { at: is.at })
    : say('takes an answer with “{at}” that is {values} for a refusal', {
        at: is.at,
        values: sayEither(is.is.map((value) => JSON.stringify(value))),
      });
}

type Places = AnswerRules['message'];

function placeChange(what: Said, before: Places, after: Places): OperationChange[] {
  if (isSame(before, after)) return [];
  const places = [after ?? []].flat();
  return [
    change(
      places.length === 0
        ? say('looks for {what} in the usual places', { what })
        : say('looks for {what} in “{places}”', { what, places: places.join('”, “') }),
    ),
  ];
}

type Advice = NonNullable<AnswerRules['advice']>;

const RETRIES = {
  never: (code: string) => say('ends there where it is refused with “{code}”', { code }),
  later: (code: string) => say('tries again later where it is refused with “{code}”', { code }),
  'after-reconnect': (code: string) =>
    say('waits until the account works again where it is refused with “{code}”', { code }),
} as const;

function adviceChanges(before: Advice, after: Advice): OperationChange[] {
  const codes = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return codes.flatMap((code) => {
    const [was, is] = [
      Object.hasOwn(before, code) ? before[code] : undefined,
      Object.hasOwn(after, code) ? after[code] : undefined,
    ];
    return [
      ...(was?.retry === is?.retry ? [] : [change(RETRIES[is?.retry ?? 'never'](code))]),
      ...(was?.sentence === is?.sentence ? [] : [change(adviceWords(code, is?.sentence))]),
    ];
  });
}

const adviceWords = (code: string, sentence: string | undefined) =>
  sentence === undefined
    ? say('no longer says what to do about “{code}”', { code })
    : say('says of “{code}”: “{sentence}”', { code, sentence });

function limitChanges(before: RateLimit | undefined, after: RateLimit | undefined): OperationChange[] {
  if (isSame(before, after)) return [];
  if (after === undefined) return [change(say('is asked as often as it comes, without a limit'))];
  const limit = limitWords(after);
  return [
    change(
      before === undefined
        ? say('is asked at most {limit}', { limit })
        : say('is asked at most {limit} instead of {before}', { limit, before: limitWords(before) }),
    ),
  ];
}

/** "3 times in 1 second". */
export function limitWords({ requests, perMs }: RateLimit): Said {
  const times = requests === 1 ? say('once') : say('{count} times', { count: requests.toLocaleString('en') });
  const [size, unit] = UNITS.find(([ms]) => perMs % ms === 0) ?? [1, milliseconds];
  return say('{times} in {time}', { times, time: unit(perMs / size) });
}

const milliseconds = (count: number) => sayCount(count, '{count} millisecond', '{count} milliseconds');

const UNITS: readonly (readonly [ms: number, words: (count: number) => Said])[] = [
  [86_400_000, (count) => sayCount(count, '{count} day', '{count} days')],
  [3_600_000, (count) => sayCount(count, '{count} hour', '{count} hours')],
  [60_000, (count) => sayCount(count, '{count} minute', '{count} minutes')],
  [1_000, (count) => sayCount(count, '{count} second', '{count} seconds')],
];
