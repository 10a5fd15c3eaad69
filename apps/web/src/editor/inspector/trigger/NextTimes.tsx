import { nextOccurrences, readSchedule } from '@patchbay/expression';
import { useEffect, useState } from 'react';
import { exactTime } from '../../../ui/relativeTime.ts';
import { typedValue } from '../form/mappingAt.ts';
import { useStepContext } from '../stepContext.ts';

const SHOWN = 5;
const LOOK_MS = 10_000;
/** Of the reader. */
const here = new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The next times a schedule comes round, as it is typed now. */
export function NextTimes() {
  const { step, mappingAt, setMapping, isReadOnly } = useStepContext();
  const now = useNow();
  const fields = Object.fromEntries(Object.entries(step.inputs).map(([name, mapping]) => [name, typedValue(mapping)]));
  const read = readSchedule(fields);
  const isElsewhere = mappingAt(['zone']) === undefined && here !== 'UTC';
  return (
    <section className="listen" aria-label="Next times">
      <b>Next times</b>
      {read.ok ? (
        <ol className="next-times">
          {nextOccurrences(read.rule, now, SHOWN).map((at) => (
            <li key={at}>
              <time dateTime={new Date(at).toISOString()}>{exactTime(at, read.rule.zone).replace(/:\d\d$/, '')}</time>
            </li>
          ))}
        </ol>
      ) : (
        <p className="help">They stand here once the fields above are filled.</p>
      )}
      {read.ok && <p className="help">On the clocks of {read.rule.zone}.</p>}
      {isElsewhere && !isReadOnly && (
        <button type="button" className="link" onClick={() => setMapping(['zone'], { kind: 'literal', value: here })}>
          Use {here}
        </button>
      )}
    </section>
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
