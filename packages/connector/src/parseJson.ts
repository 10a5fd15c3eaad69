/** How deep an answer may nest. Deeper data is an attack on whoever walks it next. */
const MAX_DEPTH = 200;

/**
 * JSON text as data, with keys called `__proto__` left out. Throws SyntaxError where it is broken or nests deeper than
 * `MAX_DEPTH`; the depth is counted before parsing.
 */
export function parseJson(text: string): unknown {
  if (text.length > MAX_DEPTH && nestsDeeper(text, MAX_DEPTH)) throw new SyntaxError('nested too deeply');
  // The escape \u005f is an underscore, so any escape makes the key possible; only then is the slow reviver worth it.
  if (!text.includes('__proto__') && !/\\u005f/i.test(text)) return JSON.parse(text);
  return JSON.parse(text, (key, value: unknown) => (key === '__proto__' ? undefined : value));
}

function nestsDeeper(text: string, limit: number): boolean {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (inText) {
      if (code === 92) at += 1;
      else if (code === 34) inText = false;
    } else if (code === 34) {
      inText = true;
    } else if (code === 91 || code === 123) {
      depth += 1;
      if (depth > limit) return true;
    } else if (code === 93 || code === 125) {
      depth -= 1;
    }
  }
  return false;
}
