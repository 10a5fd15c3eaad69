import type { ConnectorDeps } from '../connectors/connectorStore.ts';
import type { Access } from '../policies/can.ts';
import { askedWords } from './askedWords.ts';
import { catalogOf } from './broughtTables.ts';
import { type DescribedTemplate, describeTemplate, type StepTile } from './describeTemplate.ts';
import { fitOfTemplate } from './fitOfTemplate.ts';
import { purposes, type Template } from './template.ts';
import { templates } from './templates.ts';

/** How many tiles a card shows before it says how many more there are. */
const CHAIN_LENGTH = 4;

/** What fits a sentence so much less well than the best one only hides it. */
const FAR_BEHIND = 0.6;

/** A template as a card shows it. */
type TemplateRow = Pick<Template, 'id' | 'name' | 'description' | 'purposes'> & {
  /** Among those that are shown first. */
  isFirst: boolean;
  stepCount: number;
  /** What starts it and the apps it works with, each once. */
  chain: readonly StepTile[];
  chainMore: number;
  /** The connectors an account is needed of. */
  apps: readonly StepTile[];
  /** It brings tables, so there is something to choose before it is used. */
  bringsTables: boolean;
};

type TemplateDeps = Pick<ConnectorDeps, 'catalogs'>;

/** What templates are for, and those that fit a search, the best first; without one, all of them. */
export async function listTemplates(
  { query = '' }: { query?: string | undefined },
  { workspaceId }: Access<'flow.read'>,
  { catalogs }: TemplateDeps,
): Promise<{ purposes: readonly { value: string; label: string }[]; items: TemplateRow[] }> {
  const described = await Promise.all(
    (await templates()).map(async (template) =>
      describeTemplate(template, await catalogOf(template, workspaceId, catalogs)),
    ),
  );
  const fits = described.map((one) => ({ one, fit: fitOfTemplate(one, query) }));
  const isSentence = askedWords(query).length > 2;
  const least = isSentence ? Math.max(...fits.map(({ fit }) => fit)) * FAR_BEHIND : 0;
  const items = fits
    .filter(({ fit }) => fit > 0 && fit >= least)
    .sort((a, b) => b.fit - a.fit)
    .map(({ one }) => rowOf(one));
  return { purposes, items };
}

function rowOf({ template, steps, apps }: DescribedTemplate): TemplateRow {
  const { id, name, description, purposes: uses, rank } = template;
  const chain = chainOf({ steps, apps });
  return {
    id,
    name,
    description,
    purposes: uses,
    isFirst: rank !== undefined,
    stepCount: steps.length,
    chain: chain.slice(0, CHAIN_LENGTH),
    chainMore: Math.max(0, chain.length - CHAIN_LENGTH),
    apps,
    bringsTables: template.tables.length > 0,
  };
}

/** Its start and its apps; all of its steps where that says too little. */
function chainOf({ steps, apps }: Pick<DescribedTemplate, 'steps' | 'apps'>): StepTile[] {
  const ids = new Set(apps.map(({ connector }) => connector));
  const told = steps.filter(({ tile }, at) => at === 0 || ids.has(tile.connector));
  const tiles = (told.length > 1 ? told : steps).map(({ tile }) => tile);
  return tiles.filter(({ connector }, at) => tiles.findIndex((tile) => tile.connector === connector) === at);
}
