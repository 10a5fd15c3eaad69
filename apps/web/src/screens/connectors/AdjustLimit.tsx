import type { Overlay } from '@patchbay/connector';
import { useState } from 'react';
import { t } from '../../texts/t.ts';
import { SelectField, TextField } from '../../ui/TextField.tsx';
import { limitOf, limitProblem, WINDOWS, withLimit } from './overlayEdits.ts';

const UNITS: Readonly<Record<(typeof WINDOWS)[number], string>> = {
  1000: t('a second'),
  60000: t('a minute'),
  3600000: t('an hour'),
  86400000: t('a day'),
};

type Props = { overlay: Overlay; onLimit(overlay: Overlay, isWrong: boolean): void };

/** How often the API may be asked. */
export function AdjustLimit({ overlay, onLimit }: Props) {
  const [limit, setLimit] = useState(() => limitOf(overlay));
  const error = limitProblem(limit.requests);
  const put = (next: typeof limit) => {
    setLimit(next);
    onLimit(withLimit(overlay, next), limitProblem(next.requests) !== undefined);
  };
  const windows: readonly number[] = WINDOWS;
  const options = WINDOWS.map((ms) => ({ value: String(ms), label: UNITS[ms] }));
  const own = windows.includes(limit.perMs)
    ? []
    : [{ value: String(limit.perMs), label: t('{seconds} seconds', { seconds: limit.perMs / 1_000 }) }];
  return (
    <section className="adjust-part" aria-label={t('Limit')}>
      <h3>{t('Limit')}</h3>
      <div className="limit-row">
        <TextField
          label={t('Most requests')}
          inputMode="numeric"
          placeholder={t('No limit')}
          {...(error !== undefined && { error })}
          value={limit.requests}
          onText={(requests) => put({ ...limit, requests })}
        />
        <SelectField
          label={t('In')}
          value={String(limit.perMs)}
          options={[...options, ...own]}
          onText={(perMs) => put({ ...limit, perMs: Number(perMs) })}
        />
      </div>
      <p className="small muted">
        {t(
          'Counted for each account over all flows. What comes too early waits. An API that says itself when to come back is heeded without this.',
        )}
      </p>
    </section>
  );
}
