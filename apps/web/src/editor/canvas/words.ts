import type { Diagnostic, Step, StepId } from '@patchbay/flow';
import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import { t } from '../../texts/t.ts';
import { told } from '../../texts/told.ts';
import { tileIcon } from '../../ui/tileIcon.ts';
import type { StepFace } from '../document/createCatalog.ts';
import { type CoreLine, coreLine } from './coreLine.ts';

/** The line under a step's name: what it does in a few words, then the account it does it with. */
export type SecondLine = CoreLine & { account?: string };

export function secondLine(
  step: Step,
  face: StepFace,
  { account, nameOf }: { account?: string | undefined; nameOf?: (step: string) => string | undefined } = {},
): SecondLine {
  if (step.uses.connector === 'core') return coreLine(step, { ...face, ...(nameOf && { nameOf }) });
  // What it is called already says what it does; what it does it with is then all there is left to say.
  if (face.names !== undefined)
    return { what: step.name === face.title ? face.names : `${face.title} · ${face.names}` };
  // The built-in ones say what they do; of others it matters whose they are.
  const { name } = face.connector;
  const isNumbered = step.name.replace(/ \d+$/, '') === face.title;
  if (tileIcon(step.uses) !== undefined && !isNumbered)
    return { what: face.title, ...(account !== undefined && { account }) };
  // An account that is called like its app says nothing more.
  return { what: name, ...(account !== undefined && account !== name && { account }) };
}

/** What is wrong with a step in one line: the fields by name, or the sentence when it is about the whole step. */
export function problemLine(
  diagnostics: readonly Diagnostic[],
  { input, name, kind }: { input?: JSONSchema | undefined; name?: string | undefined; kind?: StepFace['kind'] } = {},
): string | undefined {
  const [first] = diagnostics;
  if (first === undefined) return undefined;
  // Without an account nothing else can be picked either, so that comes first.
  if (diagnostics.some(({ code }) => code === 'missing_connection'))
    return kind === 'call' ? t('On sample data, no account yet') : t('Needs a connected account');
  const paths = new Map(
    diagnostics.flatMap(({ field = [] }) => (field.length === 0 ? [] : [[field.join('/'), field]])),
  );
  const fields = [...new Set([...paths.values()].map((path) => fieldName(path, input)))];
  if (fields.length === 0) return withoutName(told(first), name);
  const need = diagnostics.every(({ code }) => code === MISSING) ? t('a value') : t('a look');
  if (fields.length === 1) return t('1 field needs {need}: {fields}', { need, fields: fields[0] });
  return t('{count} fields need {need}: {fields}', { count: fields.length, need, fields: fields.join(', ') });
}

/** A sentence as it stands on the step's own card, where its name is just above. */
function withoutName(message: string, name: string | undefined): string {
  const own = `'${name}'`;
  if (name === undefined || !message.startsWith(own)) return message;
  const rest = message.slice(own.length).replace(/^[\s,:]+/, '');
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

/** A field by the title its operation gives it, else by its key in words. */
export function fieldName(path: readonly string[], input: JSONSchema | undefined): string {
  let schema = input;
  for (const key of path) {
    const { properties = {}, items }: Inner = typeof schema === 'object' ? schema : {};
    const fields: Readonly<Record<string, JSONSchema>> = properties;
    schema = Object.hasOwn(fields, key) ? fields[key] : /^\d+$/.test(key) ? items : undefined;
  }
  const title = typeof schema === 'object' ? schema.title : undefined;
  return title ?? inWords(path.at(-1) ?? '');
}

type Inner = { properties?: Readonly<Record<string, JSONSchema>>; items?: JSONSchema };

const MISSING = 'required_field_missing';

/** A field's key as words: `orderId` reads "Order id". */
export function inWords(key: string): string {
  const spaced = key
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .trim()
    .toLowerCase();
  return spaced === '' ? key : spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** Diagnostics by the step they are about. */
export function byStep(diagnostics: readonly Diagnostic[]): Map<StepId, Diagnostic[]> {
  const map = new Map<StepId, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    // A card says what is wrong; what is merely worth knowing stands in the list before publishing.
    if (diagnostic.step === undefined || diagnostic.severity === 'note') continue;
    map.set(diagnostic.step, [...(map.get(diagnostic.step) ?? []), diagnostic]);
  }
  return map;
}
