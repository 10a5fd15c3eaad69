import { messageOf, type Saying, say } from '@patchbay/words';
import { RE2JS } from 're2js';
import { OperationError } from './failure.ts';

/** Characters of a pattern, and of text times pattern: RE2 takes time in proportion to both together. */
const LONGEST = 500;
const MOST_WORK = 100_000_000;

/** One place where a pattern was found. `groups[0]` is the whole match; a group that took no part is null. */
export type PatternMatch = {
  start: number;
  end: number;
  groups: readonly (string | null)[];
  /** The groups that were given names, `(?<name>...)`. */
  named: Readonly<Record<string, string | null>>;
};

export type Pattern = {
  /** Every match without overlaps, from left to right, until `visit` gives false. Throws OperationError where the text is too long. */
  each(text: string, visit: (match: PatternMatch) => boolean): void;
  isIn(text: string): boolean;
};

/**
 * A regular expression of linear time, whatever its text: RE2's rules, so no look-around and no back-references.
 * Throws OperationError `pattern_not_valid` with what is wrong in words.
 */
export function compilePattern(source: string, { ignoreCase = false } = {}): Pattern {
  const pattern = compiled(source, ignoreCase);
  const names = Object.entries(pattern.namedGroups());
  const matcherOf = (text: string) => {
    if (text.length * (8 + source.length) > MOST_WORK) {
      throw refusal(
        'text_too_long',
        'The text is too long for this pattern. Split it up first, or use a shorter pattern.',
      );
    }
    return pattern.matcher(text);
  };
  return {
    isIn: (text) => matcherOf(text).find(),
    each: (text, visit) => {
      const matcher = matcherOf(text);
      const groupOf = (at: number) => matcher.group(at);
      while (matcher.find()) {
        const groups = Array.from({ length: matcher.groupCount() + 1 }, (_, at) => groupOf(at));
        const named = Object.fromEntries(names.map(([name, at]) => [name, groups[at] ?? null]));
        if (!visit({ start: matcher.start(), end: matcher.end(), groups, named })) return;
      }
    },
  };
}

function compiled(source: string, ignoreCase: boolean): RE2JS {
  if (source.length > LONGEST) {
    throw refusal(
      'pattern_not_valid',
      say('A pattern may have {most} characters; this one has {length}.', { most: LONGEST, length: source.length }),
    );
  }
  try {
    return RE2JS.compile(RE2JS.translateRegExp(source), ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
  } catch (cause) {
    throw refusal('pattern_not_valid', whatIsWrong(source), cause);
  }
}

function whatIsWrong(source: string): Saying {
  const isUnsupported = /\(\?(?:[=!]|<[=!])|\\[1-9]/.test(source);
  return isUnsupported
    ? 'Patterns have no look-around and no back-references, so that they always end in time.'
    : say('“{value}” is not a pattern. A bracket or a sign before * may be wrong.', { value: source.slice(0, 40) });
}

function refusal(code: string, saying: Saying, cause?: unknown): OperationError {
  return new OperationError({ code, ...messageOf(saying), retry: 'never' }, { cause });
}
