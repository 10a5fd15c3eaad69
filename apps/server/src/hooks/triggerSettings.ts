import type { WebhookTrigger } from '@patchbay/connector';
import type { Json, Mapping } from '@patchbay/expression';
import { type TypedField, typedByHand, typedFields } from '@patchbay/flow';
import type { AppSettings } from './apps/appSettings.ts';

/** What a step that others reach by an address was told, in the published flow or in the draft. */
export type TriggerStep = {
  operation: string;
  inputs: Record<string, Mapping>;
  connection?: string;
  /** For the trigger of an app. */
  webhook?: WebhookTrigger;
};

/** How a webhook step takes requests. */
export type RequestSettings = {
  kind: 'request';
  /** `ANY`, or the only one it takes. */
  method: string;
  answer: 'run' | 'at-once';
  /** What the sender is told at once; without a text, the run's id. */
  atOnce: { status: number; text: string };
  /** What tells that a delivery is one that was here before. */
  same: { by: 'usual' } | { by: 'header'; name: string } | { by: 'body'; path: readonly string[] };
  keepsRaw: boolean;
  /** The account that says who may send. */
  connection?: string;
};

/** The page that a form step shows. */
export type FormSettings = {
  kind: 'form';
  title: string;
  text: string;
  fields: readonly TypedField[];
  button: string;
  after: { show: 'thanks'; text: string } | { show: 'redirect'; address: string } | { show: 'flow' };
  connection?: string;
};

export type TriggerSettings = RequestSettings | FormSettings | AppSettings;

/** Reads what was typed into a trigger step. Undefined for one that has no address. */
export function triggerSettings({ operation, inputs, connection, webhook }: TriggerStep): TriggerSettings | undefined {
  const typed = (name: string) => {
    const mapping = inputs[name];
    return mapping && typedByHand(mapping);
  };
  const account = connection === undefined ? {} : { connection };
  if (webhook !== undefined) return { kind: 'app', webhook, input: typedInputs(inputs), ...account };
  if (operation === 'webhook') return { ...requestSettings(typed), ...account };
  if (operation !== 'form') return undefined;
  return { ...formSettings(typed), fields: typedFields(inputs.fields), ...account };
}

/** What was typed into a step, by field. */
export function typedInputs(inputs: Record<string, Mapping>): Record<string, Json> {
  const typed = Object.entries(inputs).map(([name, mapping]): [string, Json | undefined] => [
    name,
    typedByHand(mapping),
  ]);
  return Object.fromEntries(typed.filter((pair): pair is [string, Json] => pair[1] !== undefined));
}

type Typed = (name: string) => Json | undefined;

function requestSettings(typed: Typed): RequestSettings {
  const status = typed('answerStatus');
  return {
    kind: 'request',
    method: textOf(typed('method')) || 'POST',
    answer: typed('answer') === 'at-once' ? 'at-once' : 'run',
    atOnce: { status: isSuccess(status) ? status : 202, text: textOf(typed('answerText')) },
    same: sameOf(typed),
    keepsRaw: typed('raw') === true,
  };
}

function isSuccess(status: Json | undefined): status is number {
  return typeof status === 'number' && Number.isInteger(status) && status >= 200 && status <= 299;
}

function sameOf(typed: Typed): RequestSettings['same'] {
  const by = typed('sameBy');
  const [name, path] = [textOf(typed('sameHeader')).toLowerCase(), textOf(typed('sameField'))];
  if (by === 'header' && name !== '') return { by, name };
  return by === 'body' && path !== '' ? { by, path: path.split('.') } : { by: 'usual' };
}

function formSettings(typed: Typed): Omit<FormSettings, 'fields'> {
  return {
    kind: 'form',
    title: textOf(typed('title')) || 'Form',
    text: textOf(typed('text')),
    button: textOf(typed('button')) || 'Send',
    after: afterOf(typed),
  };
}

function afterOf(typed: Typed): FormSettings['after'] {
  const address = textOf(typed('address'));
  if (typed('after') === 'flow') return { show: 'flow' };
  if (typed('after') === 'redirect' && /^https?:\/\//i.test(address) && URL.canParse(address)) {
    return { show: 'redirect', address: new URL(address).href };
  }
  return { show: 'thanks', text: textOf(typed('thanks')) || 'Thank you. Your answers have arrived.' };
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value.trim() : '';
}
