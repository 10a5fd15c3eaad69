import type { ConnectorRow, FlowRow } from '../../api/types.ts';
import { t, tn } from '../../texts/t.ts';
import { foldedText } from '../../ui/foldedText.ts';

/** Something that can be found and gone to. `to` is a path of the app. */
export type Found = {
  key: string;
  group: string;
  label: string;
  detail: string;
  to: string;
  tile?: { name: string; category: string; connector: string; operation?: string; icon?: string };
};

const pages: readonly { label: string; to: string; words: string }[] = [
  { label: t('Flows'), to: '/flows', words: 'flows home list' },
  { label: t('Runs'), to: '/runs', words: 'runs history log executions' },
  { label: t('Connected accounts'), to: '/connections', words: 'connected accounts connections keys tokens' },
  { label: t('Gallery'), to: '/connectors', words: 'gallery connectors apis apps' },
  { label: t('Add an API'), to: '/connectors?add=true', words: 'add import api openapi swagger connector' },
  { label: t('Connect an account'), to: '/connections?add=choose', words: 'connect add account key token password' },
  { label: t('Settings'), to: '/settings', words: 'settings workspace people members appearance dark light' },
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
  const words = foldedText(q).split(/\s+/).filter(Boolean);
  const fits = (text: string) => words.every((word) => foldedText(text).includes(word));
  return [
    ...flows.map((flow): Found => {
      const first = flow.chain[0];
      return {
        key: `flow ${flow.id}`,
        group: t('Flows'),
        label: flow.name,
        detail: flow.active ? t('On') : flow.liveVersion === null ? t('Draft') : t('Off'),
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
          group: t('Connectors'),
          label: name,
          detail: tn(operationCount, '1 step', '{count} steps'),
          to: `/connectors/${id}`,
          tile: { name, category, connector: id, ...(icon !== undefined && { icon }) },
        }),
      ),
    ...pages
      .filter(({ label, words: text }) => fits(`${label} ${text}`))
      .map(({ label, to }): Found => ({ key: `page ${to}`, group: t('Pages'), label, detail: '', to })),
  ];
}
