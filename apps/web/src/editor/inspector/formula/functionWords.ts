import { t } from '../../../texts/t.ts';
import { humanise } from '../data/humanise.ts';

const WORDS: Readonly<Record<string, string>> = {
  upper: t('Upper case'),
  lower: t('Lower case'),
  default: t('If missing'),
  formatDate: t('Date format'),
  formatNumber: t('Number format'),
  toDate: t('As date'),
  fromUnix: t('Seconds to date'),
  toUnix: t('Date to seconds'),
  number: t('As number'),
  parseNumber: t('Text to number'),
  text: t('As text'),
  size: t('Count'),
  trim: t('Without spaces'),
  coalesce: t('First not missing'),
  money: t('Money from cents'),
  floor: t('Round down'),
  ceil: t('Round up'),
  abs: t('Without its minus'),
  clamp: t('Keep between'),
  sum: t('Add up'),
  pluck: t('One field of each'),
  where: t('Only those with'),
  flatten: t('Lists in one'),
  compact: t('Without empty ones'),
  unique: t('Without doubles'),
  slice: t('Some of them'),
  substring: t('A part of it'),
  truncate: t('Cut after'),
  padStart: t('Fill up in front'),
  slug: t('For a web address'),
};

/** A function as it stands on a pill: "Upper case", "Date format". */
export function functionTitle(name: string): string {
  return WORDS[name] ?? humanise(name);
}
