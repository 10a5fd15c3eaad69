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
      return answers.flat();
    },
    connectors: () => client.connector.list.query({ workspaceId }),
  };
}
