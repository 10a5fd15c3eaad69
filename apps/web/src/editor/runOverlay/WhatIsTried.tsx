import type { FlowDocument, StepId } from '@patchbay/flow';
import { IconPinFilled, IconX } from '@tabler/icons-react';
import { t } from '../../texts/t.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { SelectField } from '../../ui/TextField.tsx';
import type { ToldWay, TryPart } from './lastTry.ts';
import { useToldFailures, useToldNothings, useToldWays, useTryStore } from './lastTry.ts';
import { useKeepSample, usePinnedSteps } from './samples.ts';

type Kind = TryPart['kind'] | 'whole';

type PartProps = {
  part: TryPart | undefined;
  /** Steps that can be named, in the order of the flow. */
  steps: readonly { id: StepId; name: string }[];
  suggested: string | undefined;
  hasData: boolean;
  onPart(part: TryPart | undefined): void;
};

/** Which part of the flow is tried. */
export function PartField({ part, steps, suggested, hasData, onPart }: PartProps) {
  const kind: Kind = part?.kind ?? 'whole';
  const first = part?.step ?? suggested ?? steps.at(-1)?.id;
  const options: { value: Kind; label: string }[] = [
    { value: 'whole', label: t('The whole flow') },
    { value: 'upTo', label: t('Up to a step') },
    ...(hasData || kind === 'from' ? [{ value: 'from' as const, label: t('From a step on, with the last data') }] : []),
    { value: 'only', label: hasData ? t('One step, with the last data') : t('One step, and what it needs') },
  ];
  const choose = (value: string) => {
    const chosen = options.find((option) => option.value === value)?.value ?? 'whole';
    onPart(chosen === 'whole' || first === undefined ? undefined : { kind: chosen, step: first });
  };
  return (
    <div className="try-part">
      <SelectField label={t('What is tried')} value={kind} options={options} onText={choose} />
      {part !== undefined && (
        <SelectField
          label={t('Step')}
          value={part.step}
          options={steps.map(({ id, name }) => ({ value: id, label: name }))}
          onText={(step) => onPart({ ...part, step })}
        />
      )}
    </div>
  );
}

const ANSWERS: Record<'approval' | 'callback', { value: ToldWay | ''; label: string }[]> = {
  approval: [
    { value: '', label: t('Approved') },
    { value: 'declined', label: t('Declined') },
    { value: 'timeout', label: t('Nobody answers in time') },
  ],
  callback: [
    { value: '', label: t('It comes') },
    { value: 'timeout', label: t('It does not come in time') },
  ],
};

type Waiting = { id: StepId; name: string; waitsFor: 'approval' | 'callback' };

/** What a person says, or whether a call comes, at the steps that wait for it: on sample data nobody is asked. */
export function WaitAnswers({ steps }: { steps: readonly Waiting[] }) {
  const store = useTryStore();
  const ways = useToldWays();
  if (steps.length === 0) return null;
  return (
    <div className="try-fields">
      {steps.map(({ id, name, waitsFor }) => (
        <SelectField
          key={id}
          label={t('What “{name}” is told', { name })}
          hint={waitsFor === 'approval' ? t('Nobody is asked in a try on sample data.') : undefined}
          value={ways[id] ?? ''}
          options={ANSWERS[waitsFor]}
          onText={(way) => store.tellToLeave(id, way === 'declined' || way === 'timeout' ? way : undefined)}
        />
      ))}
    </div>
  );
}

const WAYS = [
  { value: '', label: t('Works') },
  { value: '400', label: t('Refused') },
  { value: '429', label: t('Too busy') },
  { value: '429/2', label: t('Too busy twice, then it works') },
  { value: '404', label: t('Not found') },
  { value: '401', label: t('Sign-in refused') },
  { value: '500', label: t('Has trouble of its own') },
];

/** Steps whose mocks fail as they are told, so that what comes after a failure can be seen. */
export function MockFailures({ steps }: { steps: readonly { id: StepId; name: string }[] }) {
  const store = useTryStore();
  const fails = useToldFailures();
  const told = Object.keys(fails).length;
  if (steps.length === 0) return null;
  return (
    <details className="try-fails" open={told > 0 || undefined}>
      <summary>
        {t('Let a step fail')}
        {told > 0 && ` (${told})`}
      </summary>
      <div className="try-fields">
        {steps.map(({ id, name }) => {
          const fail = fails[id];
          const value = fail === undefined ? '' : `${fail.status}${fail.times === undefined ? '' : `/${fail.times}`}`;
          return (
            <SelectField
              key={id}
              label={name}
              value={value}
              options={WAYS}
              onText={(way) => {
                const [status, times] = way.split('/').map(Number);
                const failure = { status: status ?? 0, ...(times !== undefined && { times }) };
                store.tellToFail(id, way === '' ? undefined : failure);
              }}
            />
          );
        })}
      </div>
    </details>
  );
}

/** Steps that look for something: on sample data they find it, unless they are told to find nothing. */
export function NothingFound({ steps }: { steps: readonly { id: StepId; name: string }[] }) {
  const store = useTryStore();
  const nothings = useToldNothings();
  const told = steps.filter(({ id }) => nothings.has(id)).length;
  if (steps.length === 0) return null;
  return (
    <details className="try-fails" open={told > 0 || undefined}>
      <summary>
        {t('Let a step find nothing')}
        {told > 0 && ` (${told})`}
      </summary>
      <p className="small muted">{t('On sample data these steps find something, whatever they look for.')}</p>
      {steps.map(({ id, name }) => (
        <label key={id} className="tick-line">
          <input
            type="checkbox"
            checked={nothings.has(id)}
            onChange={(event) => store.tellToFindNothing(id, event.currentTarget.checked)}
          />
          {t('{name} finds nothing', { name })}
        </label>
      ))}
    </details>
  );
}

/** Steps that give what is pinned to them instead of doing their work. */
export function PinnedList({ flow }: { flow: FlowDocument }) {
  const pinned = usePinnedSteps();
  const samples = useKeepSample();
  const steps = Object.values(flow.steps).filter(({ id }) => pinned.has(id));
  if (steps.length === 0) return null;
  return (
    <section className="try-pins" aria-label={t('Pinned outputs')}>
      <p className="small muted">{t('Pinned: these steps are not carried out in a try. They give what was pinned.')}</p>
      <ul>
        {steps.map(({ id, name }) => (
          <li key={id} className="row">
            <IconPinFilled size={14} aria-hidden />
            <span className="grow cut">{name}</span>
            <IconButton
              small
              label={t('Take the pin off {name}', { name })}
              icon={<IconX size={14} stroke={1.75} aria-hidden />}
              onClick={() => samples.remove({ stepId: id, isPin: true })}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
