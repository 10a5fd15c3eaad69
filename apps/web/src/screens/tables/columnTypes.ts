import {
  IconAlignLeft,
  IconBraces,
  IconCalendar,
  IconHash,
  IconSelector,
  IconToggleLeft,
  type TablerIcon,
} from '@tabler/icons-react';
import type { TableColumn } from '../../api/types.ts';

export type ColumnType = TableColumn['type'];

/** What each type is called, and its picture. */
export const columnTypes: Record<ColumnType, { label: string; icon: TablerIcon }> = {
  text: { label: 'Text', icon: IconAlignLeft },
  number: { label: 'Number', icon: IconHash },
  yesNo: { label: 'Yes or no', icon: IconToggleLeft },
  date: { label: 'Date', icon: IconCalendar },
  choice: { label: 'Choice', icon: IconSelector },
  json: { label: 'Any data', icon: IconBraces },
};

/** For a list to choose from. */
export const typeOptions = (Object.keys(columnTypes) as ColumnType[]).map((type) => ({
  value: type,
  label: columnTypes[type].label,
}));

/** How rows are narrowed; the words are those of the steps. */
export const comparisonOptions = [
  { value: 'is', label: 'is' },
  { value: 'isNot', label: 'is not' },
  { value: 'contains', label: 'contains' },
  { value: 'startsWith', label: 'starts with' },
  { value: 'greater', label: 'is more than' },
  { value: 'less', label: 'is less than' },
  { value: 'isEmpty', label: 'is empty' },
  { value: 'isFilled', label: 'is filled' },
];

/** Whether a comparison needs something to compare with. */
export function takesValue(comparison: string): boolean {
  return comparison !== 'isEmpty' && comparison !== 'isFilled';
}
