import type { RunRow } from '../../api/types.ts';
import { exactTime } from '../../ui/relativeTime.ts';

/** What a waiting run waits for, in a sentence. */
export function waitSentence(waits: RunRow['waits']): string {
  if (waits === undefined) return 'Waits to go on.';
  const until = waits.until === undefined ? '' : exactTime(Date.parse(waits.until)).replace(/:\d\d$/, '');
  switch (waits.for) {
    case 'time':
      return `Waits until ${until}.`;
    case 'approval':
      return `Waits for an approval, until ${until} at the latest.`;
    case 'callback':
      return `Waits for a callback, until ${until} at the latest.`;
    case 'flow':
      return waits.name === undefined ? 'Waits for another flow.' : `Waits for the flow “${waits.name}”.`;
    case 'retry':
      return `A step failed. It is tried again at ${until}.`;
    case 'connection':
      return 'Waits for its connected account. Reconnect it.';
    case 'turn':
      return 'Waits for its turn: other runs of its flow go first.';
  }
}
