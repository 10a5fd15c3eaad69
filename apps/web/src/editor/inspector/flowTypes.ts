import { type FlowDocument, type Step, saysTooLittle, typesOf } from '@patchbay/flow';
import type { EditorCatalog } from '../document/createCatalog.ts';
import { flowGraph } from '../document/flowGraph.ts';
import { keepLast } from './keepLast.ts';

/** `version` is that of `catalog`: what was looked up since may give something else. */
export type FlowKnown = { flow: FlowDocument; catalog: EditorCatalog; version: number };

/** The types of the open flow's steps. */
export const flowTypes = keepLast(({ flow, catalog }: FlowKnown) => typesOf(flow, catalog, flowGraph(flow)));

/** The steps of whose output more could be known than their operations say. */
export const silentSteps = keepLast((known: FlowKnown): Step[] => {
  const types = flowTypes(known).withoutLearnt();
  return Object.values(known.flow.steps).filter(
    (step) => known.catalog.find(step.uses) !== undefined && saysTooLittle(types.outputOf(step.id)),
  );
});
