import { IconCheck, IconExclamationMark, IconMinus, type TablerIcon } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { t } from '../../texts/t.ts';
import { Jack } from '../../ui/Jack.tsx';
import { Tile } from '../../ui/Tile.tsx';
import { tileIcon } from '../../ui/tileIcon.ts';
import { CARD, layOut, type PlacedStep, type PlacedWire } from './layOut.ts';
import { StepPeek } from './StepPeek.tsx';
import type { Picture } from './useHome.ts';

/**
 * The example as a drawing: its steps, its cables, and on them what the last run gave. Plain elements, not the builder's
 * canvas: nothing here can be moved, and the first page should be there at once.
 */
export function ExamplePicture({ picture, first }: { picture: Picture; first: string }) {
  const { steps, wires, width, height } = useMemo(() => layOut(picture), [picture]);
  const [chosen, choose] = useState(first);
  const shown = steps.find(({ id }) => id === chosen);
  return (
    <div className="ex-canvas">
      <div className="ex-world" style={{ minWidth: width, height: height + 24 }}>
        <svg className="ex-cables" width={width} height={height} aria-hidden="true">
          {wires.map(({ key, path, from }) => (
            <g key={key} data-lit={from.status === 'succeeded' || undefined}>
              <path className="casing" d={path} />
              <path className="cable" d={path} />
            </g>
          ))}
        </svg>
        <ol aria-label={t('The steps of the example')}>
          {steps.map((step) => (
            <li key={step.id}>
              <StepCard step={step} isChosen={step.id === chosen} wires={wires} onChoose={() => choose(step.id)} />
              {wires
                .filter(({ from }) => from.id === step.id)
                .slice(0, 1)
                .map((wire) => (
                  <WireValues key={wire.key} wire={wire} />
                ))}
            </li>
          ))}
        </ol>
        {shown && <StepPeek step={shown} steps={steps} />}
      </div>
    </div>
  );
}

type CardProps = { step: PlacedStep; isChosen: boolean; wires: readonly PlacedWire[]; onChoose(): void };

function StepCard({ step, isChosen, wires, onChoose }: CardProps) {
  const { id, name, line, left, top, status } = step;
  const isLit = status === 'succeeded';
  const hasInlet = wires.some(({ path, key }) => path !== '' && key.endsWith(` ${id}`));
  const hasOutlet = wires.some(({ from }) => from.id === id);
  return (
    <button
      type="button"
      className="ex-step"
      style={{ left, top, width: CARD.width, height: CARD.height }}
      aria-pressed={isChosen}
      onClick={onChoose}
    >
      {hasInlet && <Jack plug={isLit ? 'lit' : 'cable'} />}
      <Tile
        name={step.connectorName}
        category={step.category}
        icon={tileIcon({ connector: step.connector, operation: step.operation })}
        mark={step.icon}
      />
      <span className="ex-text">
        <span className="ex-name cut">{name}</span>
        <span className="ex-line cut">{line}</span>
      </span>
      <StepMark status={status} />
      {hasOutlet && <Jack plug={isLit ? 'lit' : 'cable'} />}
    </button>
  );
}

function StepMark({ status }: Pick<PlacedStep, 'status'>) {
  switch (status) {
    case 'succeeded':
      return <Mark tone="success" icon={IconCheck} word="succeeded" />;
    case 'skipped':
      return <Mark tone="quiet" icon={IconMinus} word="skipped" />;
    case 'failed':
    case 'unknown':
      return <Mark tone="danger" icon={IconExclamationMark} word="failed" />;
    default:
      return null;
  }
}

function Mark({ tone, icon: Icon, word }: { tone: string; icon: TablerIcon; word: string }) {
  return (
    <span className="ex-mark" data-tone={tone}>
      <Icon size={13} stroke={2.4} aria-label={word} />
    </span>
  );
}

function WireValues({ wire: { from, label } }: { wire: PlacedWire }) {
  if (from.values.length === 0) return null;
  return (
    <dl className="ex-values" style={label} aria-label={t('What “{name}” gave', { name: from.name })}>
      {from.values.map(({ label: name, text }) => (
        <div key={`${name} ${text}`}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
