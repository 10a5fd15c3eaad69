import type { AccountField } from '@patchbay/connector';
import { z } from 'zod';
import { AppError } from '../errors.ts';

const LONGEST = 10_000;

/**
 * What a person typed for an account, checked against its fields: those left empty have their default or are left out.
 * Throws AppError `connection_fields_unfit` with a sentence a field, which never has the value in it.
 */
export function readAccountFields(
  fields: readonly AccountField[],
  typed: Readonly<Record<string, string>>,
): Record<string, string> {
  const filled = Object.fromEntries(Object.entries(typed).filter(([, value]) => value.trim() !== ''));
  const parsed = z
    .strictObject(Object.fromEntries(fields.map((field) => [field.name, schemaOf(field)])))
    .safeParse(filled);
  if (!parsed.success) throw unfit(parsed.error);
  return Object.fromEntries(
    Object.entries(parsed.data).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function schemaOf({ title, choices, default: otherwise, isOptional }: AccountField) {
  const text = z
    .string({ error: `${title} is missing.` })
    .max(LONGEST, { error: `${title} is longer than ${LONGEST} characters.` })
    .refine((value) => choices === undefined || choices.some((choice) => choice.value === value), {
      error: `${title} has to be one of: ${choices?.map(({ label }) => label).join(', ')}.`,
    });
  if (otherwise !== undefined) return text.default(otherwise);
  return isOptional ? text.optional() : text;
}

function unfit(error: z.ZodError): AppError {
  const sentences: Record<string, string> = {};
  for (const issue of error.issues) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) sentences[key] ??= `There is no field called ${key.slice(0, 100)}.`;
    } else sentences[String(issue.path[0])] ??= issue.message;
  }
  return new AppError('connection_fields_unfit', { reason: Object.values(sentences)[0] ?? '', details: sentences });
}
