import type { ConnectorRow, FlowRow } from '../../api/types.ts';

/** Something that can be found and gone to. `to` is a path of the app. */
export type Found = {
  key: string;
  group: 'Flows' | 'Connectors' | 'Pages';
  label: string;
  detail: string;
  to: string;
  tile?: { name: string; category: string; connector: string; operation?: string; icon?: string };
};

const pages: readonly { label: string; to: string; words: string }[] = [
  { label: 'Flows', to: '/flows', words: 'flows home list' },
  { label: 'Runs', to: '/runs', words: 'runs history log executions' },
  { label: 'Connected accounts', to: '/connections', words: 'connected accounts connections keys tokens' },
  { label: 'Gallery', to: '/connectors', words: 'gallery connectors apis apps' },
  { label: 'Add an API', to: '/connectors?add=true', words: 'add import api openapi swagger connector' },
  { label: 'Connect an account', to: '/connections?add=choose', words: 'connect add account key token password' },
  { label: 'Settings', to: '/settings', words: 'settings workspace people members appearance dark light' },
];

const CONNECTORS_AT_MOST = 5;

/** What fits a search, best first: flows as the server found them, then connectors and pages that hold every word. */
export function findOptions({
  q,
  flows,
  connectors,
}: {
  q: string;
  flows: readonly Pick<FlowRow, 'id' | 'name' | 'active' | 'liveVersion' | 'chain'>[];
  connectors: readonly Pick<ConnectorRow, 'id' | 'name' | 'category' | 'icon' | 'operationCount'>[];
}): Found[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (text: string) => words.every((word) => text.toLowerCase().includes(word));
  return [
    ...flows.map((flow): Found => {
      const first = flow.chain[0];
      return {
        key: `flow ${flow.id}`,
        group: 'Flows',
        label: flow.name,
        detail: flow.active ? 'On' : flow.liveVersion === null ? 'Draft' : 'Off',
        to: `/flows/${flow.id}`,
        tile: first && { ...first },
      };
    }),
    ...connectors
      .filter((connector) => words.length > 0 && fits(connector.name))
      .slice(0, CONNECTORS_AT_MOST)
      .map(
        ({ id, name, category, icon, operationCount }): Found => ({
          key: `connector ${id}`,
          group: 'Connectors',
          label: name,
          detail: operationCount === 1 ? '1 step' : `${operationCount.toLocaleString('en')} steps`,
          to: `/connectors/${id}`,
          tile: { name, category, connector: id, ...(icon !== undefined && { icon }) },
        }),
      ),
    ...pages
      .filter(({ label, words: text }) => fits(`${label} ${text}`))
      .map(({ label, to }): Found => ({ key: `page ${to}`, group: 'Pages', label, detail: '', to })),
  ];
}
