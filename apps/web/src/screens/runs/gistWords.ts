import type { RunRow } from '../../api/types.ts';
import { t } from '../../texts/t.ts';
import { told } from '../../texts/told.ts';

/** What started a run, in short: "Ana Lima · ana@lima.example · 240.00"; of a schedule, its moment; undefined where nothing tells it from others. */
export function gistWords({ gist }: Pick<RunRow, 'gist'>): string | undefined {
  if (gist === null) return undefined;
  const [, date, time = ''] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d)$/.exec(gist) ?? [];
  if (date === undefined) return gist;
  const day = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });
  return t('Schedule of {day}, {time}', { day: day.format(new Date(date)).replace(',', ''), time });
}

/** Why a run ended, with the step that failed: “Send e-mail”: the address was refused. Undefined where it says nothing. */
export function errorWords({ error, erred }: Pick<RunRow, 'error' | 'erred'>): string | undefined {
  if (error === null || error === '') return undefined;
  const sentence = told({ message: error, ...(erred?.said && { said: erred.said }) });
  return erred?.step === undefined ? sentence : t('“{step}”: {sentence}', { step: erred.step, sentence });
}
