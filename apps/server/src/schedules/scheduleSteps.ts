import { readSchedule, type ScheduleRule } from '@patchbay/expression';
import { type FlowDocument, type Step, typedByHand } from '@patchbay/flow';
import type { OperationCatalog } from '../connectors/connectorStore.ts';

/** A step that the clock starts, and when. */
export type FlowSchedule = { stepId: string; rule: ScheduleRule };

/** The steps of a checked document that the clock starts. Those that are switched off are left out. */
export function scheduleSteps(document: FlowDocument, catalog: OperationCatalog): FlowSchedule[] {
  return Object.values(document.steps)
    .filter((step) => step.disabled !== true && catalog.find(step.uses)?.startedBy === 'schedule')
    .flatMap((step) => {
      const read = readSchedule(typedFields(step));
      return read.ok ? [{ stepId: step.id, rule: read.rule }] : [];
    });
}

/** What was typed into a step's fields. */
export function typedFields({ inputs }: Pick<Step, 'inputs'>) {
  return Object.fromEntries(Object.entries(inputs).map(([name, mapping]) => [name, typedByHand(mapping)]));
}
