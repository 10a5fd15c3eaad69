import type { Mapping } from '@patchbay/expression';
import { type FlowDocument, outputSchemaOf } from '@patchbay/flow';
import type { EditorCatalog } from '../document/createCatalog.ts';
import type { JSONSchema } from '../inspector/data/jsonSchema.ts';

export type KeyOption = { value: string; label: string; mapping: Mapping };

const DEEPEST = 4;
const MOST = 100;

/** The single values that the triggers of a flow give, each of which runs can go in order for. */
export function keyOptions(flow: FlowDocument, catalog: EditorCatalog): KeyOption[] {
  const triggers = Object.values(flow.steps).filter((step) => catalog.find(step.uses)?.kind === 'trigger');
  return triggers
    .flatMap(({ id, name }) =>
      placesIn(outputSchemaOf(flow, catalog, id), []).map((path) => {
        const mapping: Mapping = { kind: 'reference', step: id, path };
        return { value: keyValue(mapping), label: [name, ...path].join(' › '), mapping };
      }),
    )
    .slice(0, MOST);
}

/** A mapping as the value of an option; the same for the same mapping. */
export function keyValue(mapping: Mapping | undefined): string {
  if (mapping === undefined) return '';
  return mapping.kind === 'reference' ? JSON.stringify([mapping.step, ...mapping.path]) : JSON.stringify(mapping);
}

/** Lists are no single values, and what nobody knows the fields of is one. */
function placesIn(schema: JSONSchema, path: string[]): string[][] {
  if (typeof schema === 'boolean') return path.length > 0 ? [path] : [];
  const fields = Object.entries(schema.properties ?? {});
  if (fields.length > 0 && path.length < DEEPEST) {
    return fields.flatMap(([name, field]) => placesIn(field, [...path, name]));
  }
  return path.length === 0 || schema.type === 'array' ? [] : [path];
}
