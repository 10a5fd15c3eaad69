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
  text: t('As text'),
  size: t('Count'),
  trim: t('Without spaces'),
  coalesce: t('First not missing'),
};

/** A function as it stands on a pill: "Upper case", "Date format". */
export function functionTitle(name: string): string {
  return WORDS[name] ?? humanise(name);
}
