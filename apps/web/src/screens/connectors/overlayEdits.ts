import type { OperationOverlay, Overlay, Paging, RateLimit } from '@patchbay/connector';
import { t } from '../../texts/t.ts';

/** What is said of refusals, with one place changed; an empty one is not said. */
export function withRefusal(overlay: Overlay, change: { message?: string; code?: string; at?: string }): Overlay {
  const { refusedWhen, message, code, ...others } = overlay.defaults?.answer ?? {};
  const said = { at: refusedWhen?.at, message, code, ...change };
  const answer = {
    ...others,
    ...(said.at ? { refusedWhen: { at: said.at } } : {}),
    ...(said.message ? { message: said.message } : {}),
    ...(said.code ? { code: said.code } : {}),
  };
  const { answer: _answer, ...defaults } = overlay.defaults ?? {};
  return { ...overlay, defaults: { ...defaults, ...(Object.keys(answer).length === 0 ? {} : { answer }) } };
}

/** What to do about one code of a refusal, as the form has it. */
export type AdviceLine = { code: string; sentence: string; retry: 'never' | 'later' | 'after-reconnect' };

export function adviceLines(overlay: Overlay): AdviceLine[] {
  return Object.entries(overlay.defaults?.answer?.advice ?? {}).map(([code, { sentence = '', retry = 'never' }]) => ({
    code,
    sentence,
    retry,
  }));
}

/** What is wrong with a line of advice, in a sentence; undefined where nothing is. A line without a word in it is none. */
export function adviceProblem(line: AdviceLine, lines: readonly AdviceLine[]): string | undefined {
  const code = line.code.trim();
  if (code === '')
    return line.sentence.trim() === '' ? undefined : t('Say which code this is about, such as not_found or 404.');
  const isTwice = lines.some((other) => other !== line && other.code.trim() === code);
  return isTwice ? t('There is advice for this code already.') : undefined;
}

/** The advice of all lines that have a code. */
export function withAdvice(overlay: Overlay, lines: readonly AdviceLine[]): Overlay {
  const said = lines.flatMap(({ code, sentence, retry }) =>
    code.trim() === ''
      ? []
      : [
          [
            code.trim(),
            {
              ...(sentence.trim() !== '' && { sentence: sentence.trim() }),
              ...(retry !== 'never' && { retry }),
            },
          ] as const,
        ],
  );
  const { advice: _before, ...answer } = overlay.defaults?.answer ?? {};
  const { answer: _answer, ...defaults } = overlay.defaults ?? {};
  const told = { ...answer, ...(said.length > 0 && { advice: Object.fromEntries(said) }) };
  return { ...overlay, defaults: { ...defaults, ...(Object.keys(told).length > 0 && { answer: told }) } };
}

export const WINDOWS = [1_000, 60_000, 3_600_000, 86_400_000] as const;

/** How often the API may be asked, as the form has it; empty: as often as it comes. */
export function limitOf({ defaults }: Overlay): { requests: string; perMs: number } {
  const { requests, perMs } = defaults?.limit ?? {};
  return { requests: requests === undefined ? '' : String(requests), perMs: perMs ?? 1_000 };
}

/** What is wrong with a number of requests, in a sentence; undefined where nothing is. */
export function limitProblem(requests: string): string | undefined {
  const text = requests.trim();
  if (text === '' || (/^\d{1,7}$/.test(text) && Number(text) >= 1 && Number(text) <= 1_000_000)) return undefined;
  return t('Give a whole number of at least 1, or leave it empty.');
}

/** The limit, where the number is one. */
export function withLimit(overlay: Overlay, { requests, perMs }: { requests: string; perMs: number }): Overlay {
  const { limit: _before, ...defaults } = overlay.defaults ?? {};
  const isNone = requests.trim() === '' || limitProblem(requests) !== undefined;
  const limit: RateLimit = { requests: Number(requests.trim()), perMs };
  return { ...overlay, defaults: { ...defaults, ...(!isNone && { limit }) } };
}

export function ofOperation({ operations = {} }: Overlay, name: string): OperationOverlay {
  return (Object.hasOwn(operations, name) ? operations[name] : undefined) ?? {};
}

/** What is said of one operation, changed; what is `undefined` is not said any more. */
export function withOperation(
  overlay: Overlay,
  name: string,
  change: { [Key in 'title' | 'isHidden' | 'paging']?: OperationOverlay[Key] | undefined },
): Overlay {
  const said = Object.entries({ ...ofOperation(overlay, name), ...change }).filter(([, value]) => value !== undefined);
  const { [name]: _before, ...others } = overlay.operations ?? {};
  return { ...overlay, operations: said.length === 0 ? others : { ...others, [name]: Object.fromEntries(said) } };
}

/** A way for lists to go on, before its places are typed in. */
export function emptyPaging(style: Paging['style']): Paging {
  const to = { in: 'query', name: style === 'page' ? 'page' : style === 'offset' ? 'offset' : 'cursor' } as const;
  switch (style) {
    case 'cursor':
      return { style, items: '', next: '', to };
    case 'lastItem':
      return { style, items: '', item: 'id', to };
    case 'nextUrl':
      return { style, items: '', next: '' };
    case 'link':
      return { style, items: '' };
    default:
      return { style, items: '', to };
  }
}

type PagingField = { label: string; hint?: string; value: string; put(text: string): Paging };

/** What a form asks of a way for lists to go on. */
export function pagingFields(paging: Paging): PagingField[] {
  const list: PagingField = {
    label: t('Where the list stands'),
    hint: t('A place in the answer, such as data.items. Empty: the answer is the list.'),
    value: paging.items,
    put: (items) => ({ ...paging, items }),
  };
  const fields: PagingField[] = [list];
  if (paging.style === 'cursor' || paging.style === 'nextUrl') {
    const hint = paging.style === 'cursor' ? t('Such as meta.next_cursor.') : t('Such as links.next.');
    fields.push({
      label: t('Where the next page stands'),
      hint,
      value: paging.next,
      put: (next) => ({ ...paging, next }),
    });
  }
  if (paging.style === 'lastItem') {
    const put = (item: string) => ({ ...paging, item });
    fields.push({ label: t('Field of the last item'), hint: t('Such as id.'), value: paging.item, put });
  }
  if ('to' in paging) {
    const put = (name: string) => ({ ...paging, to: { ...paging.to, name } });
    fields.push({
      label: t('Parameter that asks for a page'),
      hint: t('Its name in the address.'),
      value: paging.to.name,
      put,
    });
  }
  return fields;
}
