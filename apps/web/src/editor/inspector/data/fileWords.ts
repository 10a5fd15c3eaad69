import { t } from '../../../texts/t.ts';

const UNITS = ['bytes', 'KB', 'MB', 'GB'];

/** A size as people say it: "48 KB", "1.2 MB". */
export function sizeWords(bytes: number): string {
  if (bytes === 1) return t('1 byte');
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), UNITS.length - 1);
  const amount = bytes / 1000 ** power;
  const shown = power === 0 || amount >= 10 ? Math.round(amount) : Math.round(amount * 10) / 10;
  return `${shown} ${UNITS[power]}`;
}
