import type { FieldDifference, StepDifference } from '@patchbay/execution';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import { gistWords } from '../../screens/runs/gistWords.ts';
import { T } from '../../texts/T.tsx';
import { t, tn } from '../../texts/t.ts';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import type { FieldNames } from '../dataView/fieldNames.ts';
import { changedPart } from './changedPart.ts';
import { changeSentence, differencePlace, sideText } from './differenceWords.ts';
import type { ShownItems } from './overlayOf.ts';
import type { RunSchemas } from './runSchemas.ts';

type Props = {
  runId: string;
  items: ShownItems;
  nameOf(step: string): string;
  /** What the fields of a step's data are called. */
  namesOf: RunSchemas['namesOf'];
  onSelect(step: string): void;
};

/** What was different in the last run that went well: the first field that differs of each step, before and now. */
export function Differences({ runId, items, nameOf, namesOf, onSelect }: Props) {
  const trpc = useTRPC();
  const asked = items.size > 0 ? { runId, items: Object.fromEntries(items) } : { runId };
  const { data, error } = useQuery(trpc.run.compare.queryOptions(asked, { staleTime: 60_000 }));
  return (
    <section className="differences" aria-label={t('What was different')}>
      <h3>{t('What was different from the last good run')}</h3>
      {error !== null && <p className="small muted">{sentenceOf(error)}</p>}
      {data === undefined && error === null && <p className="small muted">{t('Looking for the last good run.')}</p>}
      {data?.good === null && (
        <p className="small muted">{t('No run of this flow from the same trigger went well before.')}</p>
      )}
      {data !== undefined && data.good !== null && (
        <>
          <p className="small muted">
            <T
              text="Compared with the {link}"
              link={
                <Link to="/runs/$runId" params={{ runId: data.good.runId }}>
                  <T text="run of {time}" time={<RelativeTime at={data.good.startedAt} />} />
                </Link>
              }
            />
            {gistWords(data.good) !== undefined && ` (${gistWords(data.good)})`}
            {data.good.version !== null && t(', version {version}', { version: data.good.version })}.
          </p>
          {data.steps.length === 0 && <p>{t('Everything was the same as far as both runs went.')}</p>}
          <ol>
            {data.steps.map((step, at) => (
              <li key={`${step.path} ${step.part}`}>
                <StepDifferences
                  step={step}
                  isFirst={at === 0}
                  name={nameOf(step.step)}
                  names={namesOf(step.step, step.part)}
                  onSelect={onSelect}
                />
              </li>
            ))}
          </ol>
          <p className="small muted">{tn(data.same, '{count} field was the same.', '{count} fields were the same.')}</p>
        </>
      )}
    </section>
  );
}

type StepProps = {
  step: StepDifference;
  isFirst: boolean;
  name: string;
  names: FieldNames;
  onSelect(step: string): void;
};

function StepDifferences({ step, isFirst, name, names, onSelect }: StepProps) {
  const [first, ...others] = step.fields;
  if (first === undefined) return null;
  const beyond = step.differing - step.fields.length;
  return (
    <>
      <div className="row">
        {isFirst && <span className="tape">{t('1st')}</span>}
        <button type="button" className="place" onClick={() => onSelect(step.step)}>
          {[name, differencePlace(step, first, names)].filter((words) => words !== '').join(' › ')}
        </button>
      </div>
      <Sides step={step} field={first} />
      {others.length > 0 && (
        <details>
          <summary>
            {t('{value} more {value2} here', {
              value: step.differing - 1,
              value2: step.differing === 2 ? t('field differs') : t('fields differ'),
            })}
          </summary>
          {others.map((field) => (
            <div key={field.field.join('/')}>
              <div className="small">{differencePlace(step, field, names)}</div>
              <Sides step={step} field={field} />
            </div>
          ))}
          {beyond > 0 && (
            <p className="small muted">{t('and {beyond} more', { beyond: beyond.toLocaleString('en') })}</p>
          )}
        </details>
      )}
    </>
  );
}

function Sides({ step, field }: { step: StepDifference; field: FieldDifference }) {
  const before = sideText(step, field.before);
  const after = sideText(step, field.after);
  const part =
    typeof field.before === 'string' && typeof field.after === 'string' ? changedPart(before, after) : undefined;
  const sentence = changeSentence(field);
  return (
    <>
      <dl>
        <dt>{t('good')}</dt>
        <dd>{part === undefined ? before : <Marked {...part} middle={part.before} tone="good" />}</dd>
        <dt>{t('this')}</dt>
        <dd>{part === undefined ? after : <Marked {...part} middle={part.after} tone="bad" />}</dd>
      </dl>
      {sentence !== undefined && <p className="small muted">{sentence}</p>}
    </>
  );
}

function Marked({ start, middle, end, tone }: { start: string; middle: string; end: string; tone: 'good' | 'bad' }) {
  return (
    <>
      {start}
      {middle !== '' && <mark data-tone={tone}>{middle}</mark>}
      {end}
    </>
  );
}
