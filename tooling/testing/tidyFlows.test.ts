import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DONE, type FlowDocument, outletsOf, type Step } from '../../packages/flow/src/index.ts';
import { expect, it } from 'vitest';
import { allBuiltIns } from '../../apps/server/src/connectors/builtIns.ts';
import { layoutFlow } from '../../apps/web/src/editor/canvas/layout.ts';
import { shapeOf } from '../../apps/web/src/editor/canvas/tidyShape.ts';

const root = join(import.meta.dirname, '..', '..');
const connectors = new Map((await allBuiltIns()).map((connector) => [connector.id, connector]));
const DONE_ONLY = [{ name: DONE, label: 'done' }];

/** A trigger that looks with an operation is in no connector, and has the one way on that all triggers have. */
function faceOf(step: Step) {
  const operation = connectors.get(step.uses.connector)?.operations[step.uses.operation];
  if (operation === undefined) return { kind: 'trigger' as const, outlets: DONE_ONLY };
  return {
    kind: operation.kind,
    outlets: operation.outletsFrom ? outletsOf(step, operation) : (operation.outlets ?? DONE_ONLY),
  };
}

const files = ['templates', 'examples', 'apps/server/src/home'].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((file) => file.endsWith('.json'))
    .map((file) => join(folder, file)),
);

// A flow that stands otherwise counts as arranged by hand, and leaves gaps where somebody takes a step out of it (decision 067).
it.each(files)('%s stands as the layout puts it, so that it keeps itself tidy', (file) => {
  const { document } = JSON.parse(readFileSync(join(root, file), 'utf8')) as { document: FlowDocument };
  const places = Object.fromEntries(Object.values(document.steps).map(({ id, position }) => [id, position]));
  expect(places).toEqual(layoutFlow(shapeOf(document, faceOf)));
});
