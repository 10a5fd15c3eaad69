import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import {
  Edge,
  EdgeId,
  FlowDocument,
  FlowSettings,
  Mapping,
  Note,
  NoteId,
  OperationRef,
  Position,
  RetryPolicy,
  Step,
  StepId,
} from './src/document.ts';

/** Where the published JSON Schema of a flow file lies. */
export const SCHEMA_FILE = new URL('flow.schema.json', import.meta.url);

const definitions = z.registry<{ id: string; description: string }>();
definitions.add(StepId, { id: 'StepId', description: 'Also the name of the step in formulas.' });
definitions.add(EdgeId, { id: 'EdgeId', description: 'Unique in the flow.' });
definitions.add(NoteId, { id: 'NoteId', description: 'Unique in the flow.' });
definitions.add(OperationRef, {
  id: 'OperationRef',
  description: 'Which operation of which connector a step performs.',
});
definitions.add(Mapping, { id: 'Mapping', description: 'How one input of a step gets its value.' });
definitions.add(RetryPolicy, { id: 'RetryPolicy', description: 'Tries in all, and the first wait in milliseconds.' });
definitions.add(Position, { id: 'Position', description: 'On the canvas, in pixels.' });
definitions.add(Step, { id: 'Step', description: 'One box: which operation it uses and how its inputs are filled.' });
definitions.add(Edge, { id: 'Edge', description: '`to` may start once `from` has finished through `outlet`.' });
definitions.add(FlowSettings, { id: 'FlowSettings', description: 'What holds for the flow as a whole.' });
definitions.add(Note, { id: 'Note', description: 'Text on the canvas.' });

/** The JSON Schema of FlowDocument as text, as it is committed. */
export function schemaText(): string {
  // A literal may be any JSON, which zod checks by code: its place in the schema stays open.
  const schema = z.toJSONSchema(FlowDocument, {
    metadata: definitions,
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      if (JSON.stringify(jsonSchema.propertyNames) === '{"type":"string"}') delete jsonSchema.propertyNames;
    },
  });
  const title = 'Patchbay flow';
  const description = 'What a person draws: steps, the wires between them, and notes. Keys are the ids of the records.';
  return `${JSON.stringify({ title, description, ...schema }, null, 2)}\n`;
}

if (import.meta.main) await writeFile(SCHEMA_FILE, schemaText());
