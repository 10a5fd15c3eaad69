import type { Json, Mapping } from '@patchbay/expression';
import { say, sayAll } from '@patchbay/words';
import type { CatalogOperation } from '../catalog.ts';
import type { Diagnostic, Fix } from '../diagnostic.ts';
import type { Step } from '../document.ts';
import { own } from '../equal.ts';
import { type Fields, fieldsOf, resolve, type SchemaAt } from '../schema.ts';
import { MOST_NAMED, quoted } from '../words.ts';
import { type CheckContext, error, titled, warning } from './context.ts';
import { fieldInWords } from './fieldInWords.ts';

/** A value as it will be: what is mapped, as far as it is known without running. */
type Value =
  | { kind: 'object'; fields: Map<string, Value | undefined> }
  | { kind: 'list'; items: Value[] }
  | { kind: 'empty' | 'some' };

/** The required fields of a step that have no value, and the filled ones its operation does not have. */
export function checkFields(context: CheckContext, step: Step, operation: CatalogOperation): Diagnostic[] {
  const root = operation.input;
  const fields = new Map(Object.entries(step.inputs).map(([name, mapping]) => [name, knownOf(mapping)]));
  const connection = operation.needsConnection === true && !step.connection && step.onMock !== true;
  const message = say('{step} needs a connected account. Choose one.', { step: quoted(step.name) });
  return [
    ...(connection ? [error('missing_connection', message, { step: step.id, ...accountFixes(context, step) })] : []),
    ...checkObject({ step, root }, { schema: root, path: [] }, fields),
    ...unknownInputs(step, root),
  ];
}

const EMPTY_IT: Fix = { title: 'Take it out', kind: 'clear' };

/** The accounts there are to choose from; more than two are not offered as buttons. */
function accountFixes(context: CheckContext, step: Step): Pick<Diagnostic, 'fixes'> {
  const accounts = context.accountsFor(step);
  if (accounts.length === 0 || accounts.length > 2) return {};
  return {
    fixes: accounts.map(({ id, name }) => ({
      ...titled(say('Use “{name}”', { name })),
      kind: 'account',
      connection: id,
    })),
  };
}

type Where = { step: Step; root: CatalogOperation['input'] };
type Place = { schema: SchemaAt['schema']; path: readonly string[] };

function checkValue(where: Where, place: Place, value: Value): Diagnostic[] {
  if (value.kind === 'object') return checkObject(where, place, value.fields);
  if (value.kind !== 'list') return [];
  const schema = resolve({ schema: place.schema, root: where.root });
  const items = typeof schema === 'boolean' ? undefined : schema.items;
  if (items === undefined) return [];
  return value.items.flatMap((item, index) =>
    checkValue(where, { schema: items, path: [...place.path, String(index)] }, item),
  );
}

function checkObject(where: Where, place: Place, values: ReadonlyMap<string, Value | undefined>): Diagnostic[] {
  const known = fieldsOf({ schema: place.schema, root: where.root });
  const missing = [...known.required].filter((name) => isMissing(where, known, { name, value: values.get(name) }));
  const inside = [...values].flatMap(([name, value]) => {
    const schema = known.properties.get(name);
    return schema === undefined || value === undefined
      ? []
      : checkValue(where, { schema, path: [...place.path, name] }, value);
  });
  return [...missing.map((name) => missingField(where, [...place.path, name])), ...inside];
}

function isMissing(
  { root }: Where,
  known: Fields,
  { name, value }: { name: string; value: Value | undefined },
): boolean {
  if (value !== undefined && value.kind !== 'empty') return false;
  const schema = resolve({ schema: known.properties.get(name) ?? true, root });
  if (typeof schema === 'boolean') return value === undefined || schema === false;
  if (value === undefined) return schema.default === undefined;
  return !allowsEmpty(schema);
}

/** Whether a schema says outright that an empty text or null is a value. */
function allowsEmpty(schema: Exclude<SchemaAt['schema'], boolean>): boolean {
  const types = [schema.type].flat();
  const choices = new Set([...(schema.enum ?? []), schema.const]);
  return schema.minLength === 0 || types.includes('null') || choices.has('') || choices.has(null);
}

function missingField({ step, root }: Where, field: string[]): Diagnostic {
  const values = { step: quoted(step.name), field: fieldInWords(root, field) };
  return error('required_field_missing', say('{step} needs a value for {field}.', values), { step: step.id, field });
}

/** An operation lists all it takes, unless it says that more is welcome. What is inside a field, its mapping is checked for. */
function unknownInputs(step: Step, root: CatalogOperation['input']): Diagnostic[] {
  const known = fieldsOf({ schema: root, root });
  if (known.others === 'said') return [];
  const others = [...known.properties.keys()].map((name) => fieldInWords(root, [name]));
  return Object.keys(step.inputs)
    .filter((name) => !known.properties.has(name))
    .map((name) => {
      const values = { step: quoted(step.name), field: fieldInWords(root, [name]) };
      const message =
        others.length === 0
          ? say('{step} has no field {field}, so its value is not used.', values)
          : say('{step} has no field {field}, so its value is not used. It has {others}.', {
              ...values,
              others: sayAll(others, MOST_NAMED),
            });
      return warning('unknown_input', message, { step: step.id, field: [name], fixes: [EMPTY_IT] });
    });
}

function knownOf(mapping: Mapping): Value {
  switch (mapping.kind) {
    case 'literal':
      return valueOfJson(mapping.value);
    case 'object':
      return {
        kind: 'object',
        fields: new Map(Object.entries(mapping.fields).map(([name, field]) => [name, knownOf(field)])),
      };
    case 'list':
      return { kind: 'list', items: mapping.items.map(knownOf) };
    case 'template':
      return { kind: mapping.parts.every((part) => part === '') ? 'empty' : 'some' };
    case 'formula':
      return { kind: mapping.source.trim() === '' ? 'empty' : 'some' };
    case 'reference':
      return { kind: 'some' };
  }
}

function valueOfJson(value: Json): Value {
  if (value === null || value === '') return { kind: 'empty' };
  if (Array.isArray(value)) return { kind: 'list', items: value.map(valueOfJson) };
  if (typeof value !== 'object') return { kind: 'some' };
  return {
    kind: 'object',
    fields: new Map(Object.keys(value).map((key) => [key, valueOfJson(own(value, key) ?? null)])),
  };
}
