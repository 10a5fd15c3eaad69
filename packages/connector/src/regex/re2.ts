import { RE2JS } from 're2js';

/** Whether a text has a match of one pattern. */
export type Finder = (text: string) => boolean;

/** Compiles a pattern of an API description, in linear time for any text. Throws for one that cannot be read. */
export function compileRe2(source: string): Finder {
  const pattern = RE2JS.compile(RE2JS.translateRegExp(source));
  return (text) => pattern.matcher(text).find();
}
