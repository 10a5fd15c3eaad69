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
import { t } from '../../texts/t.ts';

export type ColumnType = TableColumn['type'];

/** What each type is called, and its picture. */
export const columnTypes: Record<ColumnType, { label: string; icon: TablerIcon }> = {
  text: { label: t('Text'), icon: IconAlignLeft },
  number: { label: t('Number'), icon: IconHash },
  yesNo: { label: t('Yes or no'), icon: IconToggleLeft },
  date: { label: t('Date'), icon: IconCalendar },
  choice: { label: t('Choice'), icon: IconSelector },
  json: { label: t('Any data'), icon: IconBraces },
};

/** For a list to choose from. */
export const typeOptions = (Object.keys(columnTypes) as ColumnType[]).map((type) => ({
  value: type,
  label: columnTypes[type].label,
}));

/** How rows are narrowed; the words are those of the steps. */
const comparisonOptions = [
  { value: 'is', label: t('is') },
  { value: 'isNot', label: t('is not') },
  { value: 'contains', label: t('contains') },
  { value: 'startsWith', label: t('starts with') },
  { value: 'greater', label: t('is more than') },
  { value: 'less', label: t('is less than') },
  { value: 'isEmpty', label: t('is empty') },
  { value: 'isFilled', label: t('is filled') },
];

/** The same of a date, which is later and not more. */
const dateOptions = comparisonOptions.map((option) => ({
  ...option,
  label: { greater: t('is after'), less: t('is before') }[option.value] ?? option.label,
}));

/** How the rows are narrowed by a column of this type. */
export function comparisonsOf(type: ColumnType | undefined): typeof comparisonOptions {
  return type === 'date' ? dateOptions : comparisonOptions;
}

/** Whether a comparison needs something to compare with. */
export function takesValue(comparison: string): boolean {
  return comparison !== 'isEmpty' && comparison !== 'isFilled';
}
