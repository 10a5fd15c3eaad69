import { t } from '../../texts/t.ts';
import { foldedText } from '../../ui/foldedText.ts';
import type { TableName } from './firstTable.ts';
import type { OperationHit } from './operationHit.ts';
import { goesBy } from './synonyms.ts';

/** What is mostly done with a table: all that stands there as long as nothing but its name is typed. */
const MOSTLY = new Set(['addRow', 'findRows', 'updateRows']);
const MOST = 9;
/** Words that may stand between what is done and the table: "add to sick notes". */
const BETWEEN = new Set(['a', 'an', 'the', 'to', 'of', 'in', 'into', 'from', 'row', 'rows', 'table', 'tables']);

/**
 * The steps that work with a table which goes by what was typed, the table chosen. Each word must begin one of the table's
 * name, or of what the step does with it; one of them has to mean the table.
 */
export function tableHits(
  query: string,
  { tables, own }: { tables: readonly TableName[]; own: readonly OperationHit[] },
): OperationHit[] {
  const typed = wordsOf(query);
  const steps = own.filter(({ connector }) => connector === 'tables');
  return tables
    .flatMap((table) => {
      const named = wordsOf(table.name);
      const others = typed.filter((word) => !named.some((name) => name.startsWith(word)));
      if (!typed.some((word) => word.length > 1 && !BETWEEN.has(word) && !others.includes(word))) return [];
      const deed = others.filter((word) => !BETWEEN.has(word)).join(' ');
      return steps.filter((hit) => isMeant(hit, deed)).map((hit) => ({ ...hit, table }));
    })
    .slice(0, MOST);
}

function isMeant({ operation, title }: OperationHit, deed: string): boolean {
  if (deed === '') return MOSTLY.has(operation);
  const titled = wordsOf(title);
  return goesBy(operation, deed) || deed.split(' ').every((word) => titled.some((name) => name.startsWith(word)));
}

/** Whether what was typed is a table's whole name: then nothing else is meant. */
export function isWholeName(query: string, hits: readonly OperationHit[]): boolean {
  const typed = wordsOf(query).join(' ');
  return hits.some(({ table }) => table !== undefined && wordsOf(table.name).join(' ') === typed);
}

/** What a line of the list says: the step's title, and the table it is offered for. */
export function lineOf({ operation, title, table }: OperationHit): string {
  if (table === undefined) return title;
  return WITH_TABLE[operation]?.(table.name) ?? `${title} · ${table.name}`;
}

const WITH_TABLE: Readonly<Record<string, (table: string) => string>> = {
  addRow: (table) => t('Add a row to “{table}”', { table }),
  findRows: (table) => t('Find rows in “{table}”', { table }),
  getRow: (table) => t('Get one row of “{table}”', { table }),
  updateRows: (table) => t('Update rows in “{table}”', { table }),
  upsertRow: (table) => t('Add or update a row in “{table}”', { table }),
  deleteRows: (table) => t('Delete rows from “{table}”', { table }),
  countRows: (table) => t('Count rows in “{table}”', { table }),
};

function wordsOf(text: string): string[] {
  return foldedText(text)
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean);
}
