import type { RunEvent, RunView } from '@patchbay/execution';
import type { StepId } from '@patchbay/flow';
import type { MouseEvent } from 'react';
import { t } from '../../texts/t.ts';
import { statusLook } from '../../ui/StatusBadge.tsx';
import { timelineOf } from './timelineOf.ts';
import './run.css';

type Props = {
  view: RunView;
  nameOf(step: string): string;
  selected: string | undefined;
  onSelect(step: StepId): void;
  /** Milliseconds since 1970: how far what still runs has come. */
  now: number;
  /** What tells of single tries. */
  events?: readonly RunEvent[];
};

/** When each step ran, as bars along the clock. A click picks the step. */
export function Timeline({ view, nameOf, selected, onSelect, now, events }: Props) {
  const { bars, marks } = timelineOf(view, { nameOf, now, ...(events && { events }) });
  const free = labelled(bars);
  const pick = (event: MouseEvent) => {
    const bar = event.target instanceof Element ? event.target.closest('[data-step]') : null;
    const step = bars.find((one) => one.step === bar?.getAttribute('data-step'));
    if (step !== undefined) onSelect(step.step as StepId);
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: bars are thin; with the keyboard steps are picked on the canvas
    <div className="lane" role="img" aria-label={inWords(bars)} onClick={pick}>
      {marks.map(({ left, text }) => (
        <span key={left} className="axis" style={{ left: `${left}%` }}>
          {text}
        </span>
      ))}
      {bars.map(({ key, step, label, status, left, width, row }, at) => (
        <span
          key={key}
          className="bar"
          data-step={step}
          data-status={status}
          data-selected={(step === selected && status !== 'pause') || undefined}
          style={{ left: `${left}%`, width: `${width}%`, top: 15 + row * 14 }}
          title={label}
        >
          {free.has(at) && (
            <span className="bl" style={{ maxWidth: `${((free.get(at) ?? 0) / width) * 100 - 4}%` }}>
              {label}
            </span>
          )}
        </span>
      ))}
    </div>
  );
}

/** The picture in words: "Order arrives, succeeded; Get the order, failed". */
function inWords(bars: readonly { label: string; status: string }[]): string {
  return bars.map(({ label, status }) => `${label}, ${statusWord(status)}`).join('; ');
}

function statusWord(status: string): string {
  return status === 'pause' ? t('pause') : (statusLook(status)?.word.toLowerCase() ?? status);
}

/** The bars of the first row whose label has room until the next one, with that room in percent of the lane. */
function labelled(bars: readonly { left: number; row: number; width: number }[]): Map<number, number> {
  const first = bars.flatMap(({ row }, at) => (row === 0 ? [at] : []));
  return new Map(
    first
      .map((at, index) => [at, (bars[first[index + 1] ?? -1]?.left ?? 100) - (bars[at]?.left ?? 0)] as const)
      .filter(([, room]) => room > 6),
  );
}
