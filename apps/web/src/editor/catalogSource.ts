import { loadPatterns, type Operation } from '@patchbay/connector';
import { client } from '../api/client.ts';
import type { CatalogSource } from './document/createCatalog.ts';

const MOST_REFS = 100;

/** Operations and connectors of a workspace, over the network. */
export function catalogSource(workspaceId: string): CatalogSource {
  return {
    async resolve(refs) {
      const pages = Array.from({ length: Math.ceil(refs.length / MOST_REFS) }, (_, at) =>
        refs.slice(at * MOST_REFS, (at + 1) * MOST_REFS),
      );
      const answers = await Promise.all(
        pages.map((page) => client.connector.resolve.query({ workspaceId, refs: page })),
      );
      const found = answers.flat();
      if (hasPatterns(found)) await loadPatterns();
      return found;
    },
    types: (things) => client.connector.resolveThings.query({ workspaceId, things }),
    connectors: () => client.connector.list.query({ workspaceId }),
  };
}

/** Whether values are checked against patterns somewhere: then the samples need the engine. A field of that name is no pattern. */
function hasPatterns(found: readonly { operation: Operation }[]): boolean {
  return found.some(({ operation }) => /"pattern":"|"patternProperties":/.test(JSON.stringify(operation)));
}
