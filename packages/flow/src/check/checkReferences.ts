import type { Diagnostic } from '../diagnostic.ts';
import type { Step } from '../document.ts';
import { own } from '../equal.ts';
import { sourcesIn } from '../references.ts';
import { quoted } from '../words.ts';
import { type CheckContext, error } from './context.ts';

/** The values a step takes from steps that are gone, or that do not come before it. `before` holds what it may name. */
export function checkReferences(context: CheckContext, step: Step, before: ReadonlySet<string>): Diagnostic[] {
  return Object.entries(step.inputs).flatMap(([input, mapping]) =>
    sourcesIn(mapping).flatMap(({ path, value }) => {
      if (value.kind === 'formula' || before.has(value.step)) return [];
      return [refused(context, step, { id: value.step, field: [input, ...path] })];
    }),
  );
}

function refused({ document }: CheckContext, step: Step, { id, field }: { id: string; field: string[] }): Diagnostic {
  const source = own(document.steps, id);
  const at = { step: step.id, field };
  if (source === undefined) {
    const message = `${quoted(step.name)} takes a value from a step that is gone. Pick a replacement.`;
    return error('reference_to_missing_step', message, at);
  }
  const message = `${quoted(step.name)} takes a value from ${quoted(source.name)}, which does not run before it. Pick another value or connect them.`;
  return error('reference_not_before', message, at);
}
