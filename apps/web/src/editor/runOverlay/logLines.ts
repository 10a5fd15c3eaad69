import type { RunEvent } from '@patchbay/execution';
import { waitWords } from './waitWords.ts';

const ENDED: Readonly<Record<string, string>> = {
  done: 'It went well.',
  timeout: 'Nobody said anything in time.',
};
const RESUMED: Readonly<Record<string, string>> = {
  approved: 'A person approved.',
  declined: 'A person declined.',
};

/** Of a step that was not carried out here. */
export const CARRIED = 'Taken from the earlier run. It was not carried out again.';

export type LogLine = { at: number; words: string; isBad: boolean };

/** The journal's facts about one step, each as a sentence. */
export function logLines(events: readonly RunEvent[], path: string): LogLine[] {
  return events.flatMap((event): LogLine[] => {
    if (event.type === 'run.started') return event.trigger === path ? [line(event.at, 'The run started here.')] : [];
    if (event.type === 'steps.carriedOver')
      return event.steps.some(({ step }) => step === path) ? [line(event.at, CARRIED)] : [];
    if (!('path' in event) || event.path !== path) return [];
    switch (event.type) {
      case 'step.started':
        return [line(event.at, event.attempt === 1 ? 'The call was sent.' : `Try ${event.attempt} was sent.`)];
      case 'step.succeeded':
        return [line(event.at, ENDED[event.outlet] ?? `It went on through “${event.outlet}”.`)];
      case 'step.failed': {
        const again = event.retryAt === undefined ? '' : ` Tried again in ${waitText(event.retryAt - event.at)}.`;
        return [line(event.at, `${event.failure.message}${again}`, true)];
      }
      case 'loop.started':
        return [line(event.at, `${event.count} ${event.count === 1 ? 'item' : 'items'} to go through.`)];
      case 'loop.progressed':
        return [line(event.at, `Items ${event.from + 1} to ${event.from + event.items.length} went on.`)];
      case 'run.answered':
        return [line(event.at, `The answer was sent, status ${event.answer.status}.`)];
      case 'step.waiting':
        return [line(event.at, waitWords(event.for))];
      case 'step.resumed':
        return event.failure === undefined
          ? [line(event.at, RESUMED[event.outlet] ?? 'What it waited for has happened.')]
          : [line(event.at, event.failure.message, true)];
      case 'step.retried':
        return [line(event.at, 'A person asked for another try.')];
      case 'step.skipped':
        return [line(event.at, 'A person said to go on without it.')];
      default:
        return [];
    }
  });
}

function line(at: number, words: string, isBad = false): LogLine {
  return { at, words, isBad };
}

function waitText(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1_000));
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
