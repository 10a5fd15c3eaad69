import type { OutputPart } from './answerRules.ts';
import { setOwn } from './json.ts';
import { valueAt } from './valueAt.ts';

/** The part of an answer that is the output: what stands at a place, or a few parts of that under names of their own. */
export function outputPartOf(answer: unknown, { at = '', pick }: OutputPart): unknown {
  const whole = valueAt(answer, at);
  if (pick === undefined) return whole ?? null;
  const picked: Record<string, unknown> = {};
  for (const [name, path] of Object.entries(pick)) {
    const value = valueAt(whole, path);
    if (value !== undefined) setOwn(picked, name, value);
  }
  return picked;
}
