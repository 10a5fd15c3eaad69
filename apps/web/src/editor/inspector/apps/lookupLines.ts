import type { LookupOption } from '@patchbay/connector';
import type { Json } from '@patchbay/expression';
import { t } from '../../../texts/t.ts';
import { valueInLink } from './lookupNeeds.ts';
import type { LookupState } from './useLookup.ts';

/** A line of the list: a choice, the value of a pasted link, or what was typed, as it is. */
export type Line =
  | { kind: 'option'; key: string; words: string; option: LookupOption }
  | { kind: 'link' | 'typed'; key: string; words: string; value: Json };

type Typed = { text: string | undefined; isNumber: boolean };

/** What the list shows for what was typed. Where the API has searched, its answer stands. */
export function linesFor(
  { options = [], lookup, isSearched }: Pick<LookupState, 'options' | 'lookup' | 'isSearched'>,
  { text, isNumber }: Typed,
): Line[] {
  const typed = text?.trim() ?? '';
  const link = valueInLink(lookup, typed);
  if (link !== undefined)
    return [{ kind: 'link', key: 'link', words: t('Use “{link}” from the link', { link }), value: link }];
  const found = typed === '' || isSearched ? options : options.filter((option) => isMeant(option, typed));
  const lines = found.map(
    (option): Line => ({ kind: 'option', key: JSON.stringify(option.value), words: option.label, option }),
  );
  const isThere = found.some(({ value, label }) => String(value) === typed || label === typed);
  if (typed === '' || isThere) return lines;
  return [
    ...lines,
    { kind: 'typed', key: 'typed', words: t('Use “{typed}” as it is', { typed }), value: typedAs(typed, isNumber) },
  ];
}

/** What is kept when a person goes on without choosing: what was typed, where nothing in the list goes by it. */
export function leftBehind(lines: readonly Line[]): Json | undefined {
  const [line] = lines;
  return lines.length === 1 && line !== undefined && line.kind !== 'option' ? line.value : undefined;
}

/** Every word, anywhere in what a person reads or in the value. */
function isMeant({ value, label, detail = '' }: LookupOption, typed: string): boolean {
  const text = `${label} ${detail} ${String(value)}`.toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function typedAs(typed: string, isNumber: boolean): Json {
  const number = Number(typed);
  return isNumber && Number.isFinite(number) ? number : typed;
}
