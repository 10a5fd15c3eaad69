import type { ParseError } from '@marcbachmann/cel-js';
import { type Said, type Saying, say } from '@patchbay/words';
import type { Position } from '../evaluationError.ts';

const tokenWords: { [token: string]: Said } = {
  RPAREN: say('a closing bracket )'),
  LPAREN: say('an opening bracket ('),
  RBRACKET: say('a closing bracket ]'),
  RBRACE: say('a closing bracket }'),
  COLON: say('a colon :'),
  IDENTIFIER: say('a name'),
};

const fixedSentences: { [code: string]: string } = {
  unterminated_string: 'This text has no closing quote.',
  unterminated_triple_quoted_string: 'This text has no closing quotes.',
  newline_in_string: 'This text has no closing quote on its line.',
  invalid_number: 'This number is too large.',
  invalid_integer: 'This is not a number.',
  invalid_hex_integer: 'This is not a number.',
  invalid_exponent: 'This number stops after its e.',
  limit_exceeded: 'This formula has too many parts. Split it over several steps.',
  invalid_macro_argument:
    'The first part in the brackets has to be a name for the item, as in lines.map(line, line.sku).',
};

/** A parser's complaint as one sentence for a person who writes a formula. */
export function syntaxSentence(error: ParseError, source: string, position: Position): Saying {
  const fixed = fixedSentences[error.code];
  if (fixed) return fixed;
  const here = source.slice(position.from, position.to);
  if (position.from >= source.trimEnd().length) return endSentence(error);
  if (error.code === 'reserved_identifier')
    return say('“{here}” is a reserved word and cannot be a name here.', { here });
  if (error.code.includes('escape') || error.code.includes('surrogate')) {
    return say('“{here}” is not an escape. Write \\\\ for a backslash.', { here });
  }
  if (here === '=') return 'To compare, write == with two equal signs.';
  if (here === '&' || here === '|') return say('Write {here}{here} with two signs.', { here });
  const wanted = wantedToken(error);
  return wanted
    ? say('“{here}” does not fit here: {wanted} is missing.', { here, wanted })
    : say('“{here}” does not fit here.', { here });
}

function endSentence(error: ParseError): Saying {
  const wanted = wantedToken(error);
  return say('The formula stops early: {wanted} is missing.', { wanted: wanted ?? say('a value') });
}

function wantedToken(error: ParseError): Said | undefined {
  const token = /^Expected ([A-Z]+)/.exec(error.summary)?.[1];
  return token === undefined ? undefined : tokenWords[token];
}
