/**
 * A command cut into its words as a shell would: the POSIX ones, with `$'...'`; Windows' own, with `^` and `\"`; PowerShell,
 * with a backtick before the end of a line. Nothing is filled in: `$TOKEN` stays `$TOKEN`. A quote that is never closed
 * ends with the text.
 */
export function shellWords(command: string): string[] {
  const text = command.trim().replace(/\r\n?/g, '\n');
  // The command prompt of Windows knows no single quotes.
  const isPrompt = /\^\n|\s\^"/.test(text) && !/\s\$?'/.test(text);
  if (isPrompt) return cut(withoutCarets(text), { isWindows: true });
  const isPowerShell = text.includes('`\n');
  const written = isPowerShell ? text.replace(/`\n/g, ' ').replace(/`"/g, '\\"') : text;
  return cut(written, { isWindows: false });
}

/** `^` before a sign takes its meaning away; before the end of a line it joins the next one; twice, it stands for a line's end. */
function withoutCarets(text: string): string {
  return text
    .replace(/\^\n\n/g, '\\n')
    .replace(/\^\n\s*/g, ' ')
    .replace(/\^([\s\S])/g, '$1');
}

type Cutting = { text: string; at: number };

function cut(text: string, { isWindows }: { isWindows: boolean }): string[] {
  const words: string[] = [];
  const cutting: Cutting = { text, at: 0 };
  let word: string | undefined;
  while (cutting.at < text.length) {
    const sign = text[cutting.at] ?? '';
    if (/\s/.test(sign)) {
      if (word !== undefined) words.push(word);
      word = undefined;
      cutting.at += 1;
      continue;
    }
    // A line that goes on is no part of a word.
    if (!isWindows && sign === '\\' && text[cutting.at + 1] === '\n') {
      cutting.at += 2;
      continue;
    }
    word = (word ?? '') + (isWindows ? windowsPart(cutting) : posixPart(cutting));
  }
  if (word !== undefined) words.push(word);
  return words;
}

/** The next sign or quoted stretch, without its quotes. */
function posixPart(cutting: Cutting): string {
  const { text, at } = cutting;
  const sign = text[at] ?? '';
  if (text.startsWith("$'", at)) return quoted(cutting, { from: at + 2, end: "'", read: ansiEscape });
  if (text.startsWith('$"', at)) return quoted(cutting, { from: at + 2, end: '"', read: doubleEscape });
  if (sign === '"') return quoted(cutting, { from: at + 1, end: '"', read: doubleEscape });
  if (sign === "'") return quoted(cutting, { from: at + 1, end: "'" });
  cutting.at += sign === '\\' ? 2 : 1;
  return sign === '\\' ? (text[at + 1] ?? '') : sign;
}

function windowsPart(cutting: Cutting): string {
  const { text, at } = cutting;
  if (text[at] === '"') return quoted(cutting, { from: at + 1, end: '"', read: windowsEscape });
  if (text.startsWith('\\"', at)) {
    cutting.at += 2;
    return '"';
  }
  cutting.at += 1;
  return text[at] ?? '';
}

/** What an escape at a place says, and how long it is; undefined where there is none. */
type Escape = (text: string, at: number) => { says: string; length: number } | undefined;

function quoted(cutting: Cutting, { from, end, read }: { from: number; end: string; read?: Escape }): string {
  const { text } = cutting;
  let said = '';
  let at = from;
  while (at < text.length) {
    const escaped = read?.(text, at);
    if (escaped === undefined && text[at] === end) break;
    said += escaped?.says ?? text[at] ?? '';
    at += escaped?.length ?? 1;
  }
  cutting.at = at + 1;
  return said;
}

const doubleEscape: Escape = (text, at) => {
  if (text[at] !== '\\') return undefined;
  const next = text[at + 1] ?? '';
  if (next === '\n') return { says: '', length: 2 };
  return '"\\$`'.includes(next) && next !== '' ? { says: next, length: 2 } : undefined;
};

/** A backslash means itself unless it stands before a quote; two quotes are one. */
const windowsEscape: Escape = (text, at) => {
  const [slashes = ''] = /^\\*/.exec(text.slice(at)) ?? [];
  if (slashes.length > 0 && text[at + slashes.length] === '"') {
    const half = '\\'.repeat(Math.floor(slashes.length / 2));
    return slashes.length % 2 === 1
      ? { says: `${half}"`, length: slashes.length + 1 }
      : { says: half, length: slashes.length };
  }
  return text.startsWith('""', at) ? { says: '"', length: 2 } : undefined;
};

const NAMED: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  a: '\x07',
  e: '\x1b',
};

const ansiEscape: Escape = (text, at) => {
  if (text[at] !== '\\') return undefined;
  const [code = '', hex] =
    /^\\(?:x([0-9a-f]{1,2})|u([0-9a-f]{1,4})|U([0-9a-f]{1,6}))/i
      .exec(text.slice(at, at + 10))
      ?.filter((part) => part !== undefined) ?? [];
  if (hex !== undefined) {
    const point = Number.parseInt(hex, 16);
    return { says: point > 0x10_ff_ff ? '\uFFFD' : String.fromCodePoint(point), length: code.length };
  }
  const next = text[at + 1] ?? '';
  return { says: NAMED[next] ?? next, length: 2 };
};
