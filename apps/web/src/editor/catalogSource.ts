import { loadPatterns, type Operation } from '@patchbay/connector';
import { client } from '../api/client.ts';
import type { CatalogSource } from './document/createCatalog.ts';
import { pagesOf } from './pagesOf.ts';

/** Operations and connectors of a workspace, over the network. */
export function catalogSource(workspaceId: string): CatalogSource {
  return {
    async resolve(refs) {
      const answers = await Promise.all(
        pagesOf(refs).map((page) => client.connector.resolve.query({ workspaceId, refs: page })),
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
