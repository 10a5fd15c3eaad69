/** Flow documents in a few lines, in the shape of `packages/flow/flow.schema.json`. */
export type Mapping = Record<string, unknown>;
export type StepSpec = {
  id: string;
  operation: string;
  inputs: Record<string, Mapping>;
  parent?: string;
  connection?: string;
  retry?: { tries: number; firstWaitMs: number };
  /** The imported connector that has the operation; left out, it is one of Patchbay's own. */
  of?: { id: string; version: string };
};

export const literal = (value: unknown): Mapping => ({ kind: 'literal', value });
export const formula = (source: string): Mapping => ({ kind: 'formula', source });
export const object = (fields: Record<string, Mapping>): Mapping => ({ kind: 'object', fields });
export const template = (...parts: (string | Mapping)[]): Mapping => ({ kind: 'template', parts });
/** `order.body.id`: the step, then the path in its output. */
export const ref = (path: string): Mapping => {
  const [step, ...rest] = path.split('.');
  return { kind: 'reference', step, path: rest };
};

/** Steps joined by lines such as `order -> ask` and `ask -yes-> send`. */
export function drawFlow(steps: StepSpec[], ...lines: string[]) {
  const edges = lines.map((line) => {
    const [, from, outlet = 'done', to] = /^(\w+) -(?:(\w+)-)?> (\w+)$/.exec(line) ?? [];
    return [line, { id: line, from, outlet, to }];
  });
  return {
    version: 1,
    steps: Object.fromEntries(
      steps.map(({ operation, of, ...step }, index) => [
        step.id,
        {
          ...step,
          name: step.id,
          uses: { connector: of?.id ?? 'core', version: of?.version ?? '1', operation },
          position: { x: 0, y: index * 120 },
        },
      ]),
    ),
    edges: Object.fromEntries(edges),
    notes: {},
  };
}
