import type { StepDifference } from '@patchbay/execution';
import type { FlowDocument, StepId } from '@patchbay/flow';
import { type FieldNames, fieldNames, plainNames } from '../dataView/fieldNames.ts';
import type { EditorCatalog } from '../document/createCatalog.ts';
import type { JSONSchema } from '../inspector/data/jsonSchema.ts';
import { flowTypes } from '../inspector/flowTypes.ts';

/** What is known of the data of a run's steps. */
export type RunSchemas = {
  inputOf(step: string): JSONSchema | undefined;
  outputOf(step: string): JSONSchema | undefined;
  /** The names of the fields that two runs differ in. */
  namesOf(step: string, part: StepDifference['part']): FieldNames;
};

/** As the flow was then, by what its apps are known to take and give today. */
export function runSchemas(flow: FlowDocument, catalog: EditorCatalog): RunSchemas {
  const types = flowTypes({ flow, catalog, version: catalog.getVersion() });
  const stepOf = (id: string) => flow.steps[id as StepId];
  const inputOf = (id: string) => {
    const step = stepOf(id);
    return step && catalog.find(step.uses)?.input;
  };
  const outputOf = (id: string) => (stepOf(id) === undefined ? undefined : types.outputOf(id));
  return {
    inputOf,
    outputOf,
    namesOf: (step, part) => {
      if (part === 'input') return fieldNames(inputOf(step));
      return part === 'output' ? fieldNames(outputOf(step)) : plainNames;
    },
  };
}
