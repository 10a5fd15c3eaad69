type Piece = { text: string | readonly Piece[][]; min: number; max: number };
type Reader = { pattern: string; at: number; depth: number };

const MAX_TEXT = 2_000;

/**
 * Texts that should match a regular expression, shortest first, made by reading it rather than by running it. Knows
 * classes, groups, choices and counts; look-arounds and back-references count as nothing, so the caller checks.
 * Empty where the expression cannot be read.
 */
export function patternText(pattern: string, bounds: { min: number; max: number }): string[] {
  if (pattern.length > 500) return [];
  const reader: Reader = { pattern, at: 0, depth: 0 };
  const choices = readChoices(reader);
  if (reader.at < pattern.length) return [];
  const longer = Math.min(Math.max(bounds.min, 1), MAX_TEXT);
  const texts = [0, 1, 2, 3, longer].flatMap((extra) =>
    choices.slice(0, 6).map((choice) => write(choice, extra).slice(0, MAX_TEXT)),
  );
  return [...new Set(texts)].filter((text) => text.length <= bounds.max);
}

function write(pieces: readonly Piece[], extra: number): string {
  let whole = '';
  for (const { text, min, max } of pieces) {
    const times = Math.min(min + extra, max);
    for (let time = 0; time < times && whole.length < MAX_TEXT; time += 1) {
      whole += typeof text === 'string' ? text : write(text[0] ?? [], Math.min(extra, 1));
    }
  }
  return whole;
}

function readChoices(reader: Reader): Piece[][] {
  const choices: Piece[][] = [[]];
  while (reader.at < reader.pattern.length) {
    const next = reader.pattern[reader.at];
    if (next === ')') break;
    if (next === '|') {
      reader.at += 1;
      choices.push([]);
    } else {
      const text = readAtom(reader);
      choices.at(-1)?.push({ text, ...readCount(reader) });
    }
  }
  return choices;
}

function readAtom(reader: Reader): Piece['text'] {
  const next = reader.pattern[reader.at] ?? '';
  reader.at += 1;
  if (next === '^' || next === '$') return '';
  if (next === '.') return 'x';
  if (next === '(') return readGroup(reader);
  if (next === '[') return readClass(reader);
  return next === '\\' ? readEscape(reader) : next;
}

function readGroup(reader: Reader): Piece['text'] {
  reader.depth += 1;
  const head = /^\?(?:[:=!]|<[=!]|<\w+>|[a-z]*:)/.exec(reader.pattern.slice(reader.at, reader.at + 60))?.[0] ?? '';
  reader.at += head.length;
  const choices = reader.depth > 40 ? [] : readChoices(reader);
  reader.at += 1;
  reader.depth -= 1;
  return /[=!]$/.test(head) ? '' : choices;
}

function readCount(reader: Reader): { min: number; max: number } {
  const count = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})[?+]?/.exec(reader.pattern.slice(reader.at, reader.at + 20));
  if (count === null) return { min: 1, max: 1 };
  reader.at += count[0].length;
  const [whole, min, comma, max] = count;
  if (whole.startsWith('*')) return { min: 0, max: MAX_TEXT };
  if (whole.startsWith('+')) return { min: 1, max: MAX_TEXT };
  if (whole.startsWith('?')) return { min: 0, max: 1 };
  return { min: Number(min), max: comma === '' ? Number(min) : max === '' ? MAX_TEXT : Number(max) };
}

const ESCAPES: Readonly<Record<string, string | undefined>> = {
  d: '1',
  D: 'a',
  w: 'a',
  W: '-',
  s: ' ',
  S: 'a',
  b: '',
  B: '',
  A: '',
  z: '',
  Z: '',
  n: '\n',
  r: '\r',
  t: '\t',
};

function readEscape(reader: Reader): string {
  const rest = reader.pattern.slice(reader.at, reader.at + 40);
  const long = /^(?:p\{([^}]*)\}|P\{[^}]*\}|u\{?([0-9A-Fa-f]{4,6})\}?|x([0-9A-Fa-f]{2}))/.exec(rest);
  if (long !== null) {
    reader.at += long[0].length;
    const code = long[2] ?? long[3];
    if (code !== undefined) return String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff));
    return long[1]?.startsWith('N') ? '1' : long[1]?.startsWith('Lu') ? 'A' : 'a';
  }
  const next = rest[0] ?? '';
  reader.at += 1;
  if (/[1-9]/.test(next)) return '';
  return ESCAPES[next] ?? next;
}

/** Characters worth trying for a class that says what it is not. */
const PLAIN = 'aA1-_ .x0';

function readClass(reader: Reader): string {
  const from = reader.at;
  const negated = reader.pattern[reader.at] === '^';
  if (negated) reader.at += 1;
  const members: string[] = [];
  while (reader.at < reader.pattern.length && (reader.pattern[reader.at] !== ']' || reader.at === from)) {
    const next = reader.pattern[reader.at] ?? '';
    reader.at += 1;
    members.push(next === '\\' ? readEscape(reader) : next);
  }
  const source = reader.pattern.slice(from, reader.at);
  reader.at += 1;
  if (!negated) return preferred(members, source);
  return [...PLAIN].find((character) => !members.includes(character) && !covered(source, character)) ?? '~';
}

/** A letter or digit where the class has one: it reads better than its first punctuation. */
function preferred(members: readonly string[], source: string): string {
  if (covered(source, 'a')) return 'a';
  if (covered(source, 'A')) return 'A';
  if (covered(source, '1')) return '1';
  return members.find((member) => /[A-Za-z0-9]/.test(member)) ?? members.find((member) => member !== '') ?? '';
}

function covered(source: string, character: string): boolean {
  if (/\\[wS]/.test(source)) return true;
  if (/[0-9]/.test(character) && /\\d/.test(source)) return true;
  for (const [, low = '', high = ''] of source.matchAll(/([A-Za-z0-9])-([A-Za-z0-9])/g)) {
    if (low <= character && character <= high) return true;
  }
  return false;
}
