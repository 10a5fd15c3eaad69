import { humanise } from '../data/humanise.ts';

const WORDS: Readonly<Record<string, string>> = {
  upper: 'Upper case',
  lower: 'Lower case',
  default: 'If missing',
  formatDate: 'Date format',
  formatNumber: 'Number format',
  toDate: 'As date',
  fromUnix: 'Seconds to date',
  toUnix: 'Date to seconds',
  number: 'As number',
  text: 'As text',
  size: 'Count',
  trim: 'Without spaces',
  coalesce: 'First not missing',
};

/** A function as it stands on a pill: "Upper case", "Date format". */
export function functionTitle(name: string): string {
  return WORDS[name] ?? humanise(name);
}
