import type { ConnectorCategory } from '@patchbay/connector';
import { outletsOf, type Step } from '@patchbay/flow';
import type { DocumentCatalog } from '../connectors/connectorStore.ts';
import { fieldsToFill } from './fieldsToFill.ts';
import { readingOrder } from './readingOrder.ts';
import type { Template } from './template.ts';

/** A connector as a tile of a step shows it. `operation` tells the house's own steps apart. */
export type StepTile = {
  connector: string;
  operation: string;
  name: string;
  category: ConnectorCategory;
  icon?: string;
};

/** A step of a template in the list of what it does. */
type TemplateStep = {
  id: string;
  name: string;
  tile: StepTile;
  /** What the connector calls it. */
  title: string;
  depth: number;
  when: readonly string[];
  follows: boolean;
};

/** A template with all that its document says of it. */
export type DescribedTemplate = {
  template: Template;
  steps: readonly TemplateStep[];
  /** The connectors an account is needed of, in the order of their steps. */
  apps: readonly StepTile[];
  /** What people put in themselves, by step. */
  toFill: readonly { step: string; name: string; fields: readonly string[] }[];
  /** The first step that needs an account; where none does, the first that has something to fill in. */
  firstToDo: string | undefined;
};

/** Works out what a template is made of and what it asks of people. Nothing of it is kept in its file. */
export function describeTemplate(template: Template, catalog: DocumentCatalog): DescribedTemplate {
  const { document } = template;
  const waysOf = (step: Step) => {
    const operation = catalog.find(step.uses);
    return operation === undefined ? [] : outletsOf(step, operation);
  };
  const order = readingOrder(document, waysOf);
  const tileOf = ({ uses }: Step) => tileFor(uses, catalog);
  const steps = order.map(({ step, ...place }): TemplateStep => {
    const title = catalog.find(step.uses)?.title ?? step.uses.operation;
    return { id: step.id, name: step.name, tile: tileOf(step), title, ...place };
  });
  const needing = order.map(({ step }) => step).filter(({ uses }) => catalog.find(uses)?.needsConnection === true);
  const apps = [...Map.groupBy(needing, ({ uses }) => uses.connector).values()].flatMap(([first]) =>
    first ? [tileOf(first)] : [],
  );
  const toFill = order.flatMap(({ step }) => {
    const fields = fieldsToFill(step, { input: catalog.find(step.uses)?.input ?? true, fill: template.fill });
    return fields.length === 0 ? [] : [{ step: step.id, name: step.name, fields }];
  });
  const firstToDo = needing[0]?.id ?? toFill[0]?.step ?? steps[0]?.id;
  return { template, steps, apps, toFill, firstToDo };
}

function tileFor(uses: Step['uses'], catalog: DocumentCatalog): StepTile {
  const connector = catalog.connector(uses);
  return {
    connector: uses.connector,
    operation: uses.operation,
    name: connector?.name ?? uses.connector,
    category: connector?.category ?? 'developer',
    ...(connector?.icon !== undefined && { icon: connector.icon }),
  };
}
