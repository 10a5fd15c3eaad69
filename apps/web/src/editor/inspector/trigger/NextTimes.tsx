import { cronWords, nextOccurrences, readSchedule } from '@patchbay/expression';
import { typedByHand } from '@patchbay/flow';
import { useEffect, useId, useState } from 'react';
import { t } from '../../../texts/t.ts';
import { catalogue } from '../../../texts/language.ts';
import { told } from '../../../texts/told.ts';
import { exactTime } from '../../../ui/relativeTime.ts';
import { useStepContext } from '../stepContext.ts';

const SHOWN = 5;
const LOOK_MS = 10_000;
/** Of the reader. */
const here = new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The next times a schedule comes round, as it is typed now. */
export function NextTimes() {
  const { step, mappingAt, setMapping, isReadOnly } = useStepContext();
  const now = useNow();
  const fields = Object.fromEntries(Object.entries(step.inputs).map(([name, mapping]) => [name, typedByHand(mapping)]));
  const read = readSchedule(fields);
  const problem = read.ok ? undefined : read.problems[0];
  const isElsewhere = mappingAt(['zone']) === undefined && here !== 'UTC';
  return (
    <section className="listen" aria-label={t('Next times')}>
      <b>{t('Next times')}</b>
      {catalogue === undefined && read.ok && read.rule.every === 'cron' && (
        <p className="cron-words">{cronWords(read.rule.cron)}</p>
      )}
      {read.ok ? (
        <ol className="next-times">
          {nextOccurrences(read.rule, now, SHOWN).map((at) => (
            <li key={at}>
              <time dateTime={new Date(at).toISOString()}>{exactTime(at, read.rule.zone).replace(/:\d\d$/, '')}</time>
            </li>
          ))}
        </ol>
      ) : (
        <p className="help">
          {problem === undefined ? t('They stand here once the fields above are filled.') : told(problem)}
        </p>
      )}
      {read.ok && <p className="help">{t('On the clocks of {zone}.', { zone: read.rule.zone })}</p>}
      {!isReadOnly && fields.every !== 'minutes' && fields.every !== 'hours' && (
        <ZoneFind onZone={(zone) => setMapping(['zone'], { kind: 'literal', value: zone })} />
      )}
      {isElsewhere && !isReadOnly && (
        <button type="button" className="link" onClick={() => setMapping(['zone'], { kind: 'literal', value: here })}>
          {t('Use {here}', { here })}
        </button>
      )}
    </section>
  );
}

/** Every time zone there is, found by a part of its name. */
function ZoneFind({ onZone }: { onZone(zone: string): void }) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [zones] = useState(() => Intl.supportedValuesOf('timeZone'));
  const change = (text: string) => {
    setTyped(text);
    if (!zones.includes(text)) return;
    onZone(text);
    setTyped('');
  };
  return (
    <label className="zone-find">
      <span className="help">{t('Find a time zone')}</span>
      <input
        className="input"
        list={id}
        value={typed}
        placeholder={t('Berlin')}
        onChange={(event) => change(event.currentTarget.value)}
      />
      <datalist id={id}>
        {zones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </label>
  );
}

function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), LOOK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
