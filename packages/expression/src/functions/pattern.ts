import { type Saying, say } from '@patchbay/words';
import { patternCompiler } from '#regex';
import { asEvaluationError, EvaluationError } from '../evaluationError.ts';
import { limits } from '../limits.ts';
import type { Pattern } from '../regex/engine.ts';
import type { Scope } from '../scope.ts';
import { type FunctionDefinition, p, text, textList, yesNo } from './define.ts';

const longest = 500;
const kept = 200;
/** Units of work a match costs on top of the search. */
const matchCost = 8;
const compiled = new Map<string, Pattern>();

function patternOf(scope: Scope, source: string, searched: string): Pattern {
  // RE2 needs time in proportion to text and pattern together; longer ones pay for it.
  scope.charge(searched.length * (4 + (source.length >> 2)));
  const known = compiled.get(source);
  if (known) return known;
  const fresh = compilePattern(source);
  if (compiled.size >= kept) compiled.clear();
  compiled.set(source, fresh);
  return fresh;
}

function compilePattern(source: string): Pattern {
  if (source.length > longest) throw new EvaluationError(say('A pattern may have {longest} characters.', { longest }));
  const compile = patternCompiler();
  if (!compile) throw new EvaluationError('Patterns are still being loaded. Look again in a moment.');
  try {
    return compile(source);
  } catch (error) {
    throw new EvaluationError(wrongPattern(source), undefined, { cause: error });
  }
}

function wrongPattern(source: string): Saying {
  const unsupported = /\(\?(?:[=!]|<[=!])|\\[1-9]/.test(source);
  return unsupported
    ? 'Patterns have no look-around and no back-references, so that they always end in time.'
    : say('“{source}” is not a pattern. A bracket or a sign before * may be wrong.', { source: source.slice(0, 40) });
}

function patternProblem(source: string): Saying | undefined {
  // In the browser the engine may still be on its way: then nothing is known to be wrong.
  if (!patternCompiler()) return undefined;
  try {
    compilePattern(source);
    return undefined;
  } catch (error) {
    return asEvaluationError(error).saying;
  }
}

function replaceMatches(scope: Scope, value: string, { source, by }: { source: string; by: string }): string {
  let result = '';
  let from = 0;
  patternOf(scope, source, value).each(value, ({ start, end, groups }) => {
    result +=
      value.slice(from, start) +
      by.replaceAll(/\$(\d|\$)/g, (_, sign) => (sign === '$' ? '$' : (groups[Number(sign)] ?? '')));
    from = end;
    scope.charge(matchCost + (by.length >> 4));
    if (result.length > limits.textLength) throw new EvaluationError('The text gets longer than 1,000,000 characters.');
    return true;
  });
  return result + value.slice(from);
}

const aText = p('text', 'text');
const aPattern = p('pattern', 'text', { problemWith: patternProblem });

export const patternFunctions: readonly FunctionDefinition[] = [
  {
    name: 'matches',
    group: 'text',
    sentence: 'Whether a regular expression is found in the text.',
    parameters: [aText, aPattern],
    result: yesNo,
    example: { formula: 'matches("INV-2026-07", "^INV-[0-9]{4}")', result: true },
    runIn: (scope: Scope, [value, source]: [string, string]) =>
      patternOf(scope, source, value).first(value) !== undefined,
  },
  {
    name: 'extract',
    group: 'text',
    sentence: 'The first place a regular expression is found: its first group, or all of it.',
    parameters: [aText, aPattern],
    result: text,
    example: { formula: 'extract("Invoice INV-2026-07", "INV-([0-9]+)")', result: '2026' },
    runIn: (scope: Scope, [value, source]: [string, string]) => {
      const groups = patternOf(scope, source, value).first(value);
      return groups?.[1] ?? groups?.[0] ?? null;
    },
  },
  {
    name: 'extractAll',
    group: 'text',
    sentence: 'Every place a regular expression is found, as a list.',
    parameters: [aText, aPattern],
    result: textList,
    example: { formula: 'extractAll("#red and #green", "#[a-z]+")', result: ['#red', '#green'] },
    runIn: (scope: Scope, [value, source]: [string, string]) => {
      const found: string[] = [];
      patternOf(scope, source, value).each(value, ({ groups }) => {
        scope.charge(matchCost);
        found.push(groups[1] ?? groups[0] ?? '');
        return found.length <= limits.listLength;
      });
      return found;
    },
  },
  {
    name: 'replacePattern',
    group: 'text',
    sentence: 'The text with every match of a regular expression replaced; $1 stands for its first group.',
    parameters: [aText, aPattern, p('by', 'text')],
    result: text,
    example: { formula: 'replacePattern("+49 170 123", "[^0-9]", "")', result: '49170123' },
    runIn: (scope: Scope, [value, source, by]: [string, string, string]) =>
      replaceMatches(scope, value, { source, by }),
  },
];
