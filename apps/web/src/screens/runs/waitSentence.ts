import type { RunRow } from '../../api/types.ts';
import { t } from '../../texts/t.ts';
import { exactTime } from '../../ui/relativeTime.ts';

/** What a waiting run waits for, in a sentence. */
export function waitSentence(waits: RunRow['waits']): string {
  if (waits === undefined) return t('Waits to go on.');
  const until = waits.until === undefined ? '' : exactTime(Date.parse(waits.until)).replace(/:\d\d$/, '');
  switch (waits.for) {
    case 'time':
      return t('Waits until {until}.', { until });
    case 'approval':
      return t('Waits for an approval, until {until} at the latest.', { until });
    case 'callback':
      return t('Waits for a callback, until {until} at the latest.', { until });
    case 'flow':
      return waits.name === undefined
        ? t('Waits for another flow.')
        : t('Waits for the flow “{name}”.', { name: waits.name });
    case 'retry':
      return t('A step failed. It is tried again at {until}.', { until });
    case 'connection':
      return t('Waits for its connected account. Reconnect it.');
    case 'turn':
      return t('Waits for its turn: other runs of its flow go first.');
  }
}
