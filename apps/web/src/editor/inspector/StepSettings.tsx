import type { RetryPolicy, Step } from '@patchbay/flow';
import { IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { t } from '../../texts/t.ts';
import { durationText } from '../../ui/relativeTime.ts';
import { Switch } from '../../ui/Switch.tsx';
import { SelectField } from '../../ui/TextField.tsx';
import { setDisabled } from '../commands/setDisabled.ts';
import { type StepSettings as Settings, setStepSettings } from '../commands/setStepSettings.ts';
import { useSession } from '../useEditor.ts';
import { useStepContext } from './stepContext.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const TRIES = [1, 2, 3, 4, 5, 6, 8, 10];
const WAITS = [SECOND, 5 * SECOND, 30 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, 60 * MINUTE];
/** No request may take longer than a minute, so that more would promise what is not kept. */
const LIMITS = [2 * SECOND, 5 * SECOND, 10 * SECOND, 20 * SECOND, 30 * SECOND];
const FIRST_WAIT = 5 * SECOND;

/** What a step does when it fails or takes long, and whether it runs at all: folded, since most steps never need it. */
export function StepSettings() {
  const { step, operation } = useStepContext();
  const isCall = operation.kind === 'call';
  const isChanged = step.disabled === true || step.retry !== undefined || step.timeoutMs !== undefined;
  const [isOpen, setOpen] = useState(isChanged);
  return (
    <section className="step-settings" aria-label={t('How it runs')}>
      <button type="button" className="fold" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <IconChevronRight size={16} stroke={1.75} aria-hidden />
        {t('How it runs')}
      </button>
      {isOpen && (
        <div className="fields">
          {isCall && <CallSettings step={step} />}
          <OnOff step={step} />
        </div>
      )}
    </section>
  );
}

function CallSettings({ step }: { step: Step }) {
  const { editor } = useSession();
  const { isReadOnly } = useStepContext();
  const { retry, timeoutMs } = step;
  const set = (change: Partial<Settings>) =>
    void editor.execute(setStepSettings({ step: step.id, retry, timeoutMs, ...change }));
  return (
    <>
      <SelectField
        label={t('If it fails for a moment')}
        hint={t('Such as when the other side is busy or out of reach. What it refuses is not tried again.')}
        value={retry === undefined ? '' : String(retry.tries)}
        disabled={isReadOnly}
        options={[
          { value: '', label: t('Try again, 5 times over 45 minutes') },
          ...withValue(TRIES, retry?.tries).map((tries) => ({ value: String(tries), label: triesWords(tries) })),
        ]}
        onText={(text) => set({ retry: retryOf(text, retry) })}
      />
      {retry !== undefined && retry.tries > 1 && (
        <SelectField
          label={t('First wait')}
          hint={t('Each wait after it is four times as long.')}
          value={String(retry.firstWaitMs)}
          disabled={isReadOnly}
          options={durations(withValue(WAITS, retry.firstWaitMs))}
          onText={(text) => set({ retry: { ...retry, firstWaitMs: Number(text) } })}
        />
      )}
      <SelectField
        label={t('Time limit of one try')}
        hint={t('A try that takes longer is given up and counts as failed.')}
        value={timeoutMs === undefined ? '' : String(timeoutMs)}
        disabled={isReadOnly}
        options={[{ value: '', label: t('The usual one') }, ...durations(withValue(LIMITS, timeoutMs))]}
        onText={(text) => set({ timeoutMs: text === '' ? undefined : Number(text) })}
      />
    </>
  );
}

function OnOff({ step }: { step: Step }) {
  const { editor } = useSession();
  const { isReadOnly } = useStepContext();
  const id = useId();
  const isOn = step.disabled !== true;
  return (
    <div className="on-off">
      <div className="grow">
        <span>{isOn ? t('Switched on') : t('Switched off')}</span>
        <p className="help" id={id}>
          {t('Runs pass by a step that is switched off.')}
        </p>
      </div>
      <Switch
        label={t('Step is on')}
        aria-describedby={id}
        checked={isOn}
        disabled={isReadOnly}
        onToggle={(on) => void editor.execute(setDisabled({ steps: [step.id], disabled: !on }))}
      />
    </div>
  );
}

function retryOf(text: string, before: RetryPolicy | undefined): RetryPolicy | undefined {
  if (text === '') return undefined;
  return { tries: Number(text), firstWaitMs: before?.firstWaitMs ?? FIRST_WAIT };
}

function triesWords(tries: number): string {
  if (tries === 1) return t('Do not try again');
  return tries === 2 ? t('Try again once') : t('Try again, at most {value} times', { value: tries - 1 });
}

/** The offered values, and the one that is set, which may have come with an imported flow. */
function withValue(offered: readonly number[], value: number | undefined): number[] {
  return value === undefined ? [...offered] : [...new Set([...offered, value])].toSorted((a, b) => a - b);
}

function durations(values: readonly number[]) {
  return values.map((ms) => ({ value: String(ms), label: durationText(ms).replace(/\.0 s$/, ' s') }));
}
