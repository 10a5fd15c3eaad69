import { t } from '../../texts/t.ts';
import { Jack } from '../../ui/Jack.tsx';
import { Tile } from '../../ui/Tile.tsx';
import { tileIcon } from '../../ui/tileIcon.ts';
import { CARD, type PlacedStep } from './layOut.ts';

const HEAD = 30;
const ROW = 38;

/** Beside a chosen step: what its fields are plugged into. */
export function StepPeek({ step, steps }: { step: PlacedStep; steps: readonly PlacedStep[] }) {
  const { name, plugs, top } = step;
  if (plugs.length === 0) return null;
  const height = HEAD + plugs.length * ROW + 20;
  const place = { top: Math.max(0, top + CARD.height / 2 - height / 2) };
  return (
    <section className="ex-peek" style={place} aria-label={t('How “{name}” is set up', { name })}>
      <div className="row">
        <b className="grow cut">{name}</b>
        <span className="small dim">{t('Set up')}</span>
      </div>
      {plugs.map(({ label, from, text }) => (
        <div key={label} className="ex-plug">
          <Jack small {...(from && { plug: 'lit' as const })} />
          <span className="ex-key cut">{label}</span>
          <Filling from={from} text={text} steps={steps} />
        </div>
      ))}
    </section>
  );
}

type FillingProps = Pick<PlacedStep['plugs'][number], 'from' | 'text'> & { steps: readonly PlacedStep[] };

function Filling({ from, text, steps }: FillingProps) {
  if (from === undefined)
    return <span className={text === undefined ? 'dim cut' : 'cut'}>{text ?? t('nothing plugged in')}</span>;
  const source = steps.find(({ id }) => id === from.step);
  return (
    <span className="ex-pill">
      {source && (
        <Tile
          size={20}
          name={source.connectorName}
          category={source.category}
          icon={tileIcon({ connector: source.connector, operation: source.operation })}
          mark={source.icon}
        />
      )}
      <span className="muted cut">{source?.name ?? t('A step that is gone')}</span>
      <span className="dim" aria-hidden="true">
        ›
      </span>
      <span className="ex-pill-field cut">{from.label}</span>
    </span>
  );
}
