import type { RoundState, RoundStates } from '@patchbay/execution';
import { type FormEvent, useState } from 'react';
import { t } from '../../texts/t.ts';
import { Button } from '../../ui/Button.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { countOf, roundAt, roundsShown } from './rounds.ts';

const ROW_PX = 34;
const SHOWN_PX = 340;
/** Rows drawn above and below what is seen. */
const SPARE = 6;

type Props = {
  rounds: RoundStates;
  /** The item that is shown, from 0. */
  at: number;
  onAt(index: number): void;
};

/** All items of a loop with how each stands, however many there are: only the rows that are seen are drawn. */
export function ItemList({ rounds, at, onAt }: Props) {
  const [only, setOnly] = useState<'all' | 'failed'>('all');
  const [top, setTop] = useState(0);
  const { count, indexAt } = roundsShown(rounds, only);
  const failed = roundsShown(rounds, 'failed').count;
  const first = Math.max(0, Math.floor(top / ROW_PX) - SPARE);
  const last = Math.min(count, Math.ceil((top + SHOWN_PX) / ROW_PX) + SPARE);
  const rows = Array.from({ length: Math.max(0, last - first) }, (_, row) => first + row);
  return (
    <>
      <div className="row item-tools">
        <Button small aria-pressed={only === 'all'} onClick={() => setOnly('all')}>
          {t('All {count}', { count: countOf(rounds).toLocaleString('en') })}
        </Button>
        <Button small aria-pressed={only === 'failed'} disabled={failed === 0} onClick={() => setOnly('failed')}>
          {t('Failed {failed}', { failed: failed.toLocaleString('en') })}
        </Button>
      </div>
      <GoTo count={countOf(rounds)} onAt={onAt} />
      <section
        className="item-list"
        aria-label={t('Items')}
        style={{ maxHeight: SHOWN_PX }}
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      >
        <div style={{ height: count * ROW_PX }}>
          {rows.map((row) => (
            <ItemRow
              key={row}
              index={indexAt(row)}
              row={row}
              state={roundAt(rounds, indexAt(row))}
              at={at}
              onAt={onAt}
            />
          ))}
        </div>
      </section>
    </>
  );
}

type RowProps = { index: number; row: number; state: RoundState; at: number; onAt(index: number): void };

function ItemRow({ index, row, state, at, onAt }: RowProps) {
  return (
    <button
      type="button"
      className="item-row"
      aria-current={index === at || undefined}
      style={{ top: row * ROW_PX, height: ROW_PX }}
      onClick={() => onAt(index)}
    >
      <span className="grow">{t('Item {value}', { value: (index + 1).toLocaleString('en') })}</span>
      <StatusBadge status={state}>{state === 'waiting' ? t('Not begun') : undefined}</StatusBadge>
    </button>
  );
}

function GoTo({ count, onAt }: { count: number; onAt(index: number): void }) {
  const [typed, setTyped] = useState('');
  const wanted = Number(typed);
  const isThere = Number.isInteger(wanted) && wanted >= 1 && wanted <= count;
  const go = (event: FormEvent) => {
    event.preventDefault();
    if (isThere) onAt(wanted - 1);
  };
  return (
    <form className="row item-goto" onSubmit={go} noValidate>
      <TextField
        label={t('Go to item')}
        value={typed}
        inputMode="numeric"
        error={
          typed === '' || isThere
            ? undefined
            : t('There are items 1 to {count}.', { count: count.toLocaleString('en') })
        }
        onText={setTyped}
      />
      <Button small type="submit" disabled={!isThere}>
        {t('Go')}
      </Button>
    </form>
  );
}
