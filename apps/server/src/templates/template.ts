import type { FlowDocument } from '@patchbay/flow';
import { z } from 'zod';
import { readFlowFile } from '../flows/flowFile.ts';
import { columnTypes } from '../tables/column.ts';

/** What people want templates for, in the order of the page. */
export const purposes = [
  { value: 'payments', label: 'Payments' },
  { value: 'shop', label: 'Shop and orders' },
  { value: 'crm', label: 'Leads and sales' },
  { value: 'support', label: 'Support' },
  { value: 'messaging', label: 'Messages' },
  { value: 'approvals', label: 'Approvals' },
  { value: 'ai', label: 'AI' },
  { value: 'analytics', label: 'Reports' },
  { value: 'sync', label: 'Keep data in step' },
  { value: 'files', label: 'Files' },
  { value: 'authentication', label: 'Sign-in and users' },
  { value: 'developer', label: 'Developers' },
] as const;

const Purpose = z.enum(purposes.map(({ value }) => value));

const Column = z.strictObject({
  name: z.string().min(1).max(80),
  type: z.enum(columnTypes),
  required: z.boolean().exactOptional(),
  unique: z.boolean().exactOptional(),
  choices: z.array(z.string()).exactOptional(),
});

/** A table that a template brings along. */
const Table = z.strictObject({
  /** What its steps name it by: `table:leads`. */
  key: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
  name: z.string().min(1).max(80),
  /** What stands in it, in a sentence. */
  holds: z.string().min(1).max(200),
  columns: z.array(Column).min(1),
  /** Rows to try it with, by the names of the columns; a date may be `{ "daysFromToday": -3 }`. */
  rows: z.array(z.record(z.string(), z.unknown())).min(1).max(20),
  /** Whether people want those rows in their own table, such as those of a list that is looked up. */
  begins: z.enum(['empty', 'rows']).default('empty'),
});

/** What a template says of a table that it brings. */
export type TemplateTable = z.infer<typeof Table>;

/** What a template's file says besides the flow. */
const About = z.strictObject({
  /** What it is for; the first one is the main one. */
  purposes: z.array(Purpose).min(1).max(4),
  /** Further words it is found by. */
  words: z.array(z.string().min(1).max(60)).max(20).default([]),
  /** Among those that are shown first, the smallest number before all others. */
  rank: z.int().min(1).optional(),
  /** What people put in themselves, besides what they choose from their accounts. */
  fill: z.array(z.strictObject({ step: z.string(), field: z.string() })).default([]),
  /** Further data to try it with, so that ways are gone that the first sample does not take. */
  samples: z.array(z.unknown()).default([]),
  /** The tables it keeps its data in. */
  tables: z.array(Table).max(3).default([]),
});

/** A flow of a real use, to begin with. */
export type Template = z.infer<typeof About> & {
  /** The name of its file, without the ending. */
  id: string;
  name: string;
  /** What it does and for whom, in a sentence. */
  description: string;
  document: FlowDocument;
};

/** Reads a template's file: a flow file that also has `template`. Throws where it is none. */
export function readTemplate(id: string, file: unknown): Template {
  const { name, description, document } = readFlowFile(file);
  if (description === undefined) throw new Error(`${id} has no description.`);
  const { template } = z.object({ template: About }).parse(file);
  return { id, name, description, document, ...template };
}
