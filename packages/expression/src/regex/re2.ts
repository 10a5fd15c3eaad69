import { type Matcher, RE2JS } from 're2js';
import type { Pattern } from './engine.ts';

/** Compiles with RE2's rules: no look-around, no back-references, linear time. Throws for a wrong pattern. */
export function compileRe2(source: string): Pattern {
  const pattern = RE2JS.compile(source);
  return {
    first: (text) => {
      const matcher = pattern.matcher(text);
      return matcher.find() ? groupsOf(matcher) : undefined;
    },
    each: (text, visit) => {
      const matcher = pattern.matcher(text);
      while (matcher.find() && visit({ start: matcher.start(), end: matcher.end(), groups: groupsOf(matcher) }));
    },
  };
}

function groupsOf(matcher: Matcher): (string | null)[] {
  return Array.from({ length: matcher.groupCount() + 1 }, (_, index) => matcher.group(index));
}
