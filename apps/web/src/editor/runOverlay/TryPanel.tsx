import { nothingFound } from '@patchbay/connector';
import type { RunMode } from '@patchbay/execution';
import type { Json } from '@patchbay/expression';
import { type Diagnostic, type Step, type StepId, topologicalOrder } from '@patchbay/flow';
import { IconPlayerPlay, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { Band } from '../../ui/Band.tsx';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { SelectField } from '../../ui/TextField.tsx';
import { DataPane } from '../dataView/DataPane.tsx';
import type { OperationHit } from '../palette/operationHit.ts';
import { StartWays } from '../palette/StartHere.tsx';
import { ProblemList } from '../publish/ProblemList.tsx';
import { useCatalog, useEditor, useSession } from '../useEditor.ts';
import { useBackCloses } from '../../ui/useBackCloses.ts';
import { LivePreview } from './LivePreview.tsx';
import { type LastTry, type TryPart, useLastTry, useTryStore } from './lastTry.ts';
import { EXAMPLE, LAST_RUN, PayloadField } from './PayloadField.tsx';
import { useNamedSamples } from './samples.ts';
import { examplePayload, triggersOf, tryRequest } from './tryRequest.ts';
import { MockFailures, NothingFound, PartField, PinnedList, WaitAnswers } from './WhatIsTried.tsx';
import '../inspector/inspector.css';
import '../inspector/form/fields.css';
import '../publish/publish.css';
import { t, tn } from '../../texts/t.ts';

export type TryPanelProps = {
  /** What another part of the screen opened the panel for. */
  asked?: { part: TryPart; mode: RunMode } | undefined;
  /** Puts down what starts the flow. */
  onStart(hit: OperationHit): void;
  /** Jumps to the step of a problem, and to the field where there is one. */
  onShow(problem: Diagnostic): void;
  onClose(): void;
};

/** Trying the flow as it is drawn: which part, with which values, and whether anything is really sent. */
export function TryPanel({ asked, onStart, onShow, onClose }: TryPanelProps) {
  useBackCloses(onClose);
  const draft = useTryDraft(asked);
  const { last, mode, trigger } = draft;
  const store = useTryStore();
  const isRunning = last.kind === 'run' && last.view.finishedAt === undefined;
  return (
    <>
      <div className="panel-head">
        <div className="grow">
          <h2>{t('Try the flow')}</h2>
          <div className="small muted">{t('As it is drawn now, published or not')}</div>
        </div>
        <IconButton small label={t('Close')} icon={<IconX size={16} stroke={1.75} aria-hidden />} onClick={onClose} />
      </div>
      <div className="try-body">
        {trigger === undefined ? (
          <section className="try-start">
            <p>{t('Nothing starts this flow yet, so there is nothing to try. What should start it?')}</p>
            <StartWays onPick={onStart} />
          </section>
        ) : (
          <Choices draft={draft} trigger={trigger} onShow={onShow} />
        )}
      </div>
      <div className="panel-foot">
        {isRunning && <Progress />}
        <span className="grow" />
        {isRunning && <Button onClick={() => void store.cancel()}>{t('Cancel')}</Button>}
        {trigger !== undefined && (
          <Button
            look="primary"
            icon={<IconPlayerPlay size={16} stroke={1.75} aria-hidden />}
            busy={last.kind === 'starting'}
            onClick={draft.start}
          >
            {mode === 'mock' ? t('Try on sample data') : t('Try for real')}
          </Button>
        )}
      </div>
    </>
  );
}

type TryDraft = ReturnType<typeof useTryDraft>;

/** All that is chosen before a try. */
function Choices({ draft, trigger, onShow }: Pick<TryPanelProps, 'onShow'> & { draft: TryDraft; trigger: Step }) {
  const { last, mode, part, flow } = draft;
  const takesData = part !== undefined && part.kind !== 'upTo' && draft.hasData;
  return (
    <>
      {last.kind === 'refused' && <Refused last={last} onShow={onShow} />}
      <PartField part={part} steps={draft.steps} suggested={undefined} hasData={draft.hasData} onPart={draft.setPart} />
      {draft.triggers.length > 1 && !takesData && (
        <SelectField
          label={t('Starts with')}
          value={trigger.id}
          options={draft.triggers.map(({ id, name }) => ({ value: id, label: name }))}
          onText={draft.setTrigger}
        />
      )}
      {takesData ? (
        <p className="small muted">
          {t('What stands before the step is taken from the last run. It is not done again.')}
        </p>
      ) : (
        <PayloadField key={trigger.id} trigger={trigger} {...draft.data} />
      )}
      <PinnedList flow={flow} />
      <ModeChoice mode={mode} onMode={draft.setMode} />
      {mode === 'live' ? (
        <LivePreview flow={flow} part={part} />
      ) : (
        <>
          <WaitAnswers steps={draft.waitingSteps} />
          <NothingFound steps={draft.lookingSteps} />
          <MockFailures steps={draft.callSteps} />
        </>
      )}
      {last.kind === 'run' && last.view.answer !== undefined && (
        <DataPane
          label={t('The answer, status {status}', { status: last.view.answer.status })}
          value={last.view.answer.body}
        />
      )}
    </>
  );
}

/** Why the try did not begin; what has to be fixed is one press away. */
function Refused({ last, onShow }: Pick<TryPanelProps, 'onShow'> & { last: Extract<LastTry, { kind: 'refused' }> }) {
  if (last.problems.length === 0) return <Band tone="danger">{last.sentence}</Band>;
  return (
    <section className="try-problems" aria-label={t('To fix before it can be tried')}>
      <Band tone="danger">
        {tn(
          last.problems.length,
          'The flow cannot be tried yet. Fix this first:',
          'The flow cannot be tried yet. Fix these first:',
        )}
      </Band>
      <ProblemList diagnostics={last.problems} onShow={onShow} />
    </section>
  );
}

/** How far the try under way is. */
function Progress() {
  const last = useLastTry();
  if (last.kind !== 'run') return null;
  const over = last.view.steps.filter(({ status }) => status !== 'waiting' && status !== 'running').length;
  return (
    <span className="small muted" role="status">
      {t('{over} of {count} steps', { over, count: last.view.steps.length })}
    </span>
  );
}

/** What is chosen for the next try: which part, from which trigger, with which values, on sample data or for real. */
function useTryDraft(asked: TryPanelProps['asked']) {
  const { flowId } = useSession();
  const catalog = useCatalog();
  const flow = useEditor((state) => state.flow);
  const store = useTryStore();
  const last = useLastTry();
  const triggers = triggersOf(flow, catalog);
  const [chosen, setTrigger] = useState<string>();
  const trigger = triggers.find(({ id }) => id === chosen) ?? triggers[0];
  const [mode, setMode] = useState<RunMode>(asked?.mode ?? 'mock');
  const [wanted, setPart] = useState<TryPart | undefined>(asked?.part);
  const part = wanted !== undefined && Object.hasOwn(flow.steps, wanted.step) ? wanted : undefined;
  const { payload, ...data } = usePayload(trigger?.id, examplePayload(trigger, catalog));
  const steps = topologicalOrder(flow)
    .filter((id) => !triggers.some((one) => one.id === id))
    .map((id) => ({ id, name: flow.steps[id]?.name ?? id }));
  const callSteps = steps.filter(({ id }) => isCall(id));
  const lookingSteps = steps.filter(({ id }) => {
    const operation = operationOf(id);
    return operation !== undefined && nothingFound(operation) !== undefined;
  });
  const waitingSteps = steps.flatMap((step) => {
    const waitsFor = operationOf(step.id)?.wait;
    return waitsFor === 'approval' || waitsFor === 'callback' ? [{ ...step, waitsFor }] : [];
  });
  const start = () =>
    void store.start(tryRequest({ flowId, flow, catalog, mode, trigger: trigger?.id, payload: payload ?? null, part }));
  const hasData = store.dataOf !== undefined;
  const choice = { part, setPart, mode, setMode, trigger, setTrigger, data: { payload, ...data } };
  return { ...choice, flow, last, triggers, steps, callSteps, lookingSteps, waitingSteps, hasData, start };

  function operationOf(id: StepId) {
    const step = flow.steps[id];
    return step && catalog.find(step.uses);
  }

  function isCall(id: StepId): boolean {
    const operation = operationOf(id);
    return operation?.kind === 'call' && operation.effect !== 'none';
  }
}

/** The sample that is chosen, as it is kept or as it was typed over. */
function usePayload(trigger: string | undefined, example: Json) {
  const last = useLastTry();
  const [sample, setSample] = useState(EXAMPLE);
  const [typed, setTyped] = useState<{ of: string; payload: Json | undefined }>();
  const { names, value } = useNamedSamples(trigger, sample);
  const lastPayload =
    last.kind === 'run' && last.view.trigger === trigger ? (last.view.payload as Json | undefined) : undefined;
  const of = `${trigger} ${sample}`;
  const given = sample === LAST_RUN ? lastPayload : names.includes(sample) ? value : example;
  return {
    sample,
    names,
    hasLastRun: lastPayload !== undefined,
    payload: typed?.of === of ? typed.payload : given,
    onSample: (name: string) => {
      setSample(name);
      setTyped(undefined);
    },
    onPayload: (payload: Json | undefined) => setTyped({ of, payload }),
  };
}

function ModeChoice({ mode, onMode }: { mode: RunMode; onMode(mode: RunMode): void }) {
  return (
    <fieldset className="accounts">
      <legend>{t('What is sent')}</legend>
      <label className="account">
        <input type="radio" name="mode" checked={mode === 'mock'} onChange={() => onMode('mock')} />
        <span className="grow">
          {t('On sample data')}
          <span className="small muted">{t('Nothing is sent. Steps answer with samples.')}</span>
        </span>
      </label>
      <label className="account">
        <input type="radio" name="mode" checked={mode === 'live'} onChange={() => onMode('live')} />
        <span className="grow">
          {t('For real')}
          <span className="small muted">{t('Calls the real systems, as a published flow does.')}</span>
        </span>
      </label>
    </fieldset>
  );
}
