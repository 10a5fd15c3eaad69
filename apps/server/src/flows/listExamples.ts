import type { Access } from '../policies/can.ts';
import { exampleFlows } from './exampleFlows.ts';
import type { FlowDeps } from './flowStore.ts';
import { type FlowSummary, summarize } from './summarize.ts';

/** An example flow as the gallery shows it. */
type ExampleRow = Pick<FlowSummary, 'chain' | 'chainMore'> & {
  id: string;
  name: string;
  description: string | null;
  /** How many steps it has, and the connectors of all of them. */
  stepCount: number;
  connectors: readonly string[];
};

/** The example flows that come with Patchbay. */
export async function listExamples(
  { workspaceId }: Access<'flow.read'>,
  { catalogs }: Pick<FlowDeps, 'catalogs'>,
): Promise<ExampleRow[]> {
  const examples = await exampleFlows();
  return Promise.all(
    examples.map(async ({ id, name, description = null, document }): Promise<ExampleRow> => {
      const { chain, chainMore } = summarize(document, await catalogs.forDocument(workspaceId, document));
      const uses = Object.values(document.steps).map((step) => step.uses.connector);
      return { id, name, description, stepCount: uses.length, connectors: [...new Set(uses)], chain, chainMore };
    }),
  );
}
