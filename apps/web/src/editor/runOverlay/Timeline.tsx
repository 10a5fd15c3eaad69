import type { RunView } from '@patchbay/execution';
import type { StepId } from '@patchbay/flow';
import { timelineOf } from './timelineOf.ts';
import './run.css';

type Props = {
  view: RunView;
  nameOf(step: string): string;
  selected: string | undefined;
  onSelect(step: StepId): void;
  /** Milliseconds since 1970: how far what still runs has come. */
  now: number;
};

/** When each step ran, as bars along the clock. A click picks the step. */
export function Timeline({ view, nameOf, selected, onSelect, now }: Props) {
  const { bars, marks } = timelineOf(view, nameOf, now);
  const free = labelled(bars);
  return (
    <div className="lane">
      {marks.map(({ left, text }) => (
        <span key={left} className="axis" style={{ left: `${left}%` }}>
          {text}
        </span>
      ))}
      {bars.map(({ key, step, label, status, left, width, row }, at) => (
        <button
          key={key}
          type="button"
          className="bar"
          data-status={status}
          data-selected={step === selected || undefined}
          style={{ left: `${left}%`, width: `${width}%`, top: 15 + row * 14 }}
          aria-label={`${label}, ${status}`}
          title={label}
          onClick={() => onSelect(step as StepId)}
        >
          {free.has(at) && <span className="bl">{label}</span>}
        </button>
      ))}
    </div>
  );
}

/** Bars of the first row whose label has room until the next. */
function labelled(bars: readonly { left: number; row: number; width: number }[]): Set<number> {
  const first = bars.flatMap(({ row }, at) => (row === 0 ? [at] : []));
  return new Set(
    first.filter((at, index) => {
      const next = bars[first[index + 1] ?? -1];
      return (next?.left ?? 100) - (bars[at]?.left ?? 0) > 6;
    }),
  );
}
