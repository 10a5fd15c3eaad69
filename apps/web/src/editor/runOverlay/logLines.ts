import type { RunEvent } from '@patchbay/execution';
import { t, tn } from '../../texts/t.ts';
import { told } from '../../texts/told.ts';
import { waitWords } from './waitWords.ts';

const ENDED: Readonly<Record<string, string>> = {
  done: t('It went well.'),
  timeout: t('Nobody said anything in time.'),
};
const RESUMED: Readonly<Record<string, string>> = {
  approved: t('A person approved.'),
  declined: t('A person declined.'),
};

/** Of a step that was not carried out here. */
export const CARRIED = t('Taken from the earlier run. It was not carried out again.');

export type LogLine = { at: number; words: string; isBad: boolean };

/** The journal's facts about one step, each as a sentence. */
export function logLines(events: readonly RunEvent[], path: string): LogLine[] {
  return events.flatMap((event): LogLine[] => {
    if (event.type === 'run.started') return event.trigger === path ? [line(event.at, t('The run started here.'))] : [];
    if (event.type === 'steps.carriedOver')
      return event.steps.some(({ step }) => step === path) ? [line(event.at, CARRIED)] : [];
    if (!('path' in event) || event.path !== path) return [];
    switch (event.type) {
      case 'step.started':
        return [line(event.at, tn(event.attempt, 'The call was sent.', 'Try {count} was sent.'))];
      case 'step.succeeded':
        if (event.page !== undefined) return [line(event.at, pageWords(event.page, event.output))];
        return [line(event.at, ENDED[event.outlet] ?? t('It went on through “{outlet}”.', { outlet: event.outlet }))];
      case 'step.failed': {
        const again =
          event.retryAt === undefined ? '' : t(' Tried again in {wait}.', { wait: waitText(event.retryAt - event.at) });
        return [line(event.at, `${told(event.failure)}${again}`, true)];
      }
      case 'loop.started':
        return [line(event.at, tn(event.count, '{count} item to go through.', '{count} items to go through.'))];
      case 'loop.progressed':
        return [
          line(
            event.at,
            t('Items {value} to {value2} went on.', { value: event.from + 1, value2: event.from + event.items.length }),
          ),
        ];
      case 'run.answered':
        return [line(event.at, t('The answer was sent, status {status}.', { status: event.answer.status }))];
      case 'step.waiting':
        return [line(event.at, waitWords(event.for))];
      case 'step.resumed':
        return event.failure === undefined
          ? [line(event.at, RESUMED[event.outlet] ?? t('What it waited for has happened.'))]
          : [line(event.at, told(event.failure), true)];
      case 'step.retried':
        return [line(event.at, t('A person asked for another try.'))];
      case 'step.skipped':
        return [line(event.at, t('A person said to go on without it.'))];
      default:
        return [];
    }
  });
}

function pageWords({ number, more }: { number: number; more?: unknown }, output: unknown): string {
  const items = typeof output === 'object' && output !== null && 'items' in output ? output.items : [];
  const count = Array.isArray(items) ? items.length : 0;
  return more === undefined
    ? tn(
        count,
        'Page {number} came with {count} item. It is the last.',
        'Page {number} came with {count} items. It is the last.',
        { number },
      )
    : tn(count, 'Page {number} came with {count} item.', 'Page {number} came with {count} items.', { number });
}

function line(at: number, words: string, isBad = false): LogLine {
  return { at, words, isBad };
}

function waitText(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1_000));
  return seconds < 90 ? t('{seconds} s', { seconds }) : t('{round} min', { round: Math.round(seconds / 60) });
}
