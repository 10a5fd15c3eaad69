import type { TableColumn } from '../../../api/types.ts';
import { t } from '../../../texts/t.ts';

/** A cell as a person reads it. */
export function cellText({ type }: Pick<TableColumn, 'type'>, cell: unknown): string {
  if (cell === undefined || cell === null) return '';
  if (type === 'yesNo') return cell === true ? t('Yes') : t('No');
  if (type === 'date')
    return String(cell)
      .replace('T', ' ')
      .replace(/(:\d\d)(\.000)?Z$/, '$1 UTC');
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
}

/** A cell as a person types it. */
export function typedText({ type }: Pick<TableColumn, 'type'>, cell: unknown): string {
  if (cell === undefined || cell === null) return '';
  return type === 'json' ? JSON.stringify(cell) : String(cell);
}

/** What a typed text stands for; the server decides whether it fits. Null empties the cell. */
export function typedValue({ type }: Pick<TableColumn, 'type'>, text: string): unknown {
  if (text.trim() === '') return null;
  if (type === 'text') return text;
  if (type !== 'json') return text.trim();
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
