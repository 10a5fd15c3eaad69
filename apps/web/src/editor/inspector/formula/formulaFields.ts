import { functions, writePath } from '@patchbay/expression';
import type { Environment } from '@patchbay/flow';
import { t } from '../../../texts/t.ts';
import { dataRows } from '../data/dataRows.ts';

/** One thing completion offers. */
export type FormulaOption = { label: string; detail: string; info: string; kind: 'function' | 'field' };

type Reading = { nameOf(step: string): string; sampleOf(step: string): unknown; write(value: unknown): string };

/** Everything that can be named in a formula here: fields of earlier steps with their samples, and functions. */
export function formulaFields(environment: Environment, { nameOf, sampleOf, write }: Reading): FormulaOption[] {
  const fields = Object.entries(environment).flatMap(([step, schema]) => {
    const rows = dataRows(schema, sampleOf(step)).slice(0, 150);
    return [
      { label: step, detail: nameOf(step), info: '', kind: 'field' as const },
      ...rows.map(({ path, trail, sample }) => ({
        label: writePath({ step, path }),
        detail: [nameOf(step), ...trail].join(' › '),
        info: write(sample),
        kind: 'field' as const,
      })),
    ];
  });
  const calls = functions.map(({ name, signature, sentence, example }) => ({
    label: name,
    detail: signature,
    info: t('{sentence}\n{formula} gives {result}', {
      sentence,
      formula: example.formula,
      result: JSON.stringify(example.result),
    }),
    kind: 'function' as const,
  }));
  return [...fields, ...calls];
}
