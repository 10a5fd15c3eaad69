import type { Failure, Operation } from '@patchbay/connector';
import type { StepRun } from '@patchbay/execution';
import type { Step, StepId } from '@patchbay/flow';
import { IconX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import { useMayEdit } from '../../app/session.ts';
import { T } from '../../texts/T.tsx';
import { t } from '../../texts/t.ts';
import { Band } from '../../ui/Band.tsx';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { durationText } from '../../ui/relativeTime.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { Tile } from '../../ui/Tile.tsx';
import { tileIcon } from '../../ui/tileIcon.ts';
import { toast } from '../../ui/toastStore.ts';
import { DataPane } from '../dataView/DataPane.tsx';
import { leafText, pathWords } from '../dataView/treeRows.ts';
import type { EditorCatalog } from '../document/createCatalog.ts';
import type { JSONSchema } from '../inspector/data/jsonSchema.ts';
import { CalledRuns } from './CalledRuns.tsx';
import { Differences } from './Differences.tsx';
import { DriftNote } from './DriftNote.tsx';
import { FailureNote } from './FailureNote.tsx';
import { type BlamedField, fieldIn } from './fieldIn.ts';
import { ItemList } from './ItemList.tsx';
import { CARRIED } from './logLines.ts';
import type { ShownItems } from './overlayOf.ts';
import { Requests } from './Requests.tsx';
import { RunLog } from './RunLog.tsx';
import { countOf } from './rounds.ts';
import { runWordsOf, skippedWords } from './runWords.ts';
import { type RunSchemas, runSchemas } from './runSchemas.ts';
import { StepPager } from './StepPager.tsx';
import { shownItem } from './stepRuns.ts';
import type { OpenRun } from './useRun.ts';
import { WaitNote } from './WaitNote.tsx';
import { WholeRun } from './WholeRun.tsx';
import { waitLine } from './waitLine.ts';

export type RunPanelProps = {
  run: OpenRun;
  catalog: EditorCatalog;
  selected: StepId | undefined;
  /** Where the selected step stands in the items shown. */
  path: string | undefined;
  items: ShownItems;
  /** Milliseconds since 1970. */
  now: number;
  /** The step whose count on a cable was clicked: its list is wanted. */
  counted?: StepId | undefined;
  onItem(loop: string, index: number): void;
  /** The steps in the items shown, in order. */
  shown: readonly StepRun[];
  onSelect(step: StepId): void;
  onClose(): void;
  onChanged(): void;
};

/** The selected step of a run: what went wrong, what it was sent and what came back; without one, the run itself. */
export function RunPanel(props: RunPanelProps) {
  const { run, selected, path, onClose } = props;
  const step = selected && run.document.steps[selected];
  return (
    <aside className="panel" aria-label={step === undefined ? t('The run') : t('Step in this run')}>
      {step === undefined ? (
        <WholeRun {...props} />
      ) : (
        <>
          <StepHead {...props} step={step} onClose={onClose} />
          <StepBody {...props} key={path} step={step} />
        </>
      )}
    </aside>
  );
}

type WithStep = RunPanelProps & { step: Step };

function StepHead({ run, catalog, step, path, onItem, onClose }: WithStep) {
  const face = catalog.face(step.uses);
  const loop = /^(.*)\[(\d+)\]\/[^/]*$/.exec(path ?? '');
  const loopPath = loop?.[1];
  const count = run.view.steps.find((other) => other.path === loopPath)?.items?.count ?? 0;
  return (
    <div className="panel-head">
      <Tile
        name={face.connector.name}
        category={face.connector.category}
        icon={tileIcon(step.uses)}
        mark={face.connector.icon}
      />
      <div className="grow">
        <h2 className="cut">{step.name}</h2>
        <div className="small muted cut">
          {step.uses.connector === 'core' ? face.title : `${face.connector.name} · ${face.title}`}
        </div>
      </div>
      {loopPath !== undefined && count > 1 && (
        <StepPager count={count} at={Number(loop?.[2])} onAt={(at) => onItem(loopPath, at)} />
      )}
      <IconButton small label={t('Close')} icon={<IconX size={16} stroke={1.75} aria-hidden />} onClick={onClose} />
    </div>
  );
}

type TabKey = 'wrong' | 'items' | 'data' | 'log';

function StepBody(props: WithStep) {
  const { run, path, step, catalog, shown } = props;
  const stepRun = run.view.steps.find((other) => other.path === path);
  if (stepRun !== undefined && stepRun.status !== 'skipped') return <StepTabs {...props} stepRun={stepRun} />;
  return (
    <div className="panel-tabs">
      <p className="panel-body muted">{whyNothing(step, stepRun) ?? whyNotReached({ run, catalog, step, shown })}</p>
    </div>
  );
}

type WithRun = WithStep & { stepRun: StepRun };

function StepTabs(props: WithRun) {
  const { run, catalog, step, stepRun, now, onChanged } = props;
  const schemas = runSchemas(run.document, catalog);
  const isWrong = stepRun.failure !== undefined || stepRun.status === 'unknown';
  const hasItems = countOf(stepRun.rounds ?? []) > 1;
  const [tab, setTab] = useState<TabKey>();
  const isAsking = isWrong && run.view.finishedAt !== undefined;
  const usual = isWrong ? 'wrong' : hasItems ? 'items' : 'data';
  const called = catalog.find(step.uses)?.callsFlow && (
    <CalledRuns runId={run.row.id} path={stepRun.path} isOver={stepRun.finishedAt !== undefined} />
  );
  const operation = catalog.find(step.uses);
  const requests = operation?.kind === 'call' && run.view.mode === 'live' && stepRun.attempts > 0 && (
    <Requests runId={run.row.id} path={stepRun.path} attempts={stepRun.attempts} />
  );
  const panel = (children: React.ReactNode) => <div className="panel-body test">{children}</div>;
  const wrong = (
    <>
      <WhatWentWrong run={run} stepRun={stepRun} step={step} onChanged={onChanged} />
      {called}
      {requests}
      {isAsking && (
        <Differences
          runId={run.row.id}
          items={props.items}
          nameOf={(id) => run.document.steps[id as StepId]?.name ?? id}
          namesOf={schemas.namesOf}
          onSelect={(id) => props.onSelect(id as StepId)}
        />
      )}
    </>
  );
  const isCounted = props.counted === step.id;
  const about = { run, stepRun, schemas, now, called, requests, isCounted, onChanged };
  const data = <SentAndReceived {...about} operation={operation} />;
  return (
    <div className="panel-tabs">
      <Tabs
        label={t('What the step did')}
        value={tab === undefined || (tab === 'wrong' && !isWrong) ? usual : tab}
        onChange={setTab}
        items={[
          ...(isWrong ? [{ key: 'wrong' as const, label: t('What went wrong'), panel: panel(wrong) }] : []),
          ...(hasItems ? [{ key: 'items' as const, label: t('Items'), panel: panel(<StepItems {...props} />) }] : []),
          { key: 'data', label: t('Sent and received'), panel: panel(data) },
          { key: 'log', label: t('Log'), panel: panel(<RunLog events={run.events} path={stepRun.path} />) },
        ]}
      />
    </div>
  );
}

function StepItems({ stepRun, items, onItem }: WithRun) {
  const { path, rounds = [] } = stepRun;
  const at = shownItem(path, { byPath: new Map([[path, stepRun]]) }, items.get(path));
  return <ItemList rounds={rounds} at={at} onAt={(index) => onItem(path, index)} />;
}

/** Why a step did nothing: it is switched off, the run ended around it, or went another way. */
function whyNothing({ disabled }: Step, stepRun: StepRun | undefined): string | undefined {
  if (disabled === true) return t('This step is switched off. The run went straight on.');
  if ((stepRun?.attempts ?? 0) > 0) return t('The run ended while this step waited or its items were under way.');
  return undefined;
}

/** Which step led elsewhere, and how. */
function whyNotReached({ run, catalog, step, shown }: Pick<WithStep, 'run' | 'catalog' | 'step' | 'shown'>): string {
  const byStep = new Map(shown.map((stepRun) => [stepRun.step, stepRun]));
  const words = runWordsOf(run.document, catalog);
  const why = skippedWords(run.document, step.id, { ended: (id) => byStep.get(id), words });
  if (why === undefined) return t('The run did not come this way, so the step did nothing.');
  return t('The run did not come this way, so the step did nothing. {why}.', { why });
}

/** `called`: the runs it called, for a step that calls a flow. */
type DataProps = {
  run: OpenRun;
  stepRun: StepRun;
  schemas: RunSchemas;
  operation: Operation | undefined;
  now: number;
  called: React.ReactNode;
  requests: React.ReactNode;
  isCounted: boolean;
  onChanged(): void;
};

function SentAndReceived(props: DataProps) {
  const { run, stepRun, schemas, operation, now, called, requests, isCounted, onChanged } = props;
  const schema = schemas.outputOf(stepRun.step);
  const { path, status, startedAt, finishedAt, input, output, waiting } = stepRun;
  const waits = waitLine(stepRun, { now, tries: run.triesOf(stepRun.step) });
  return (
    <>
      <div className="row">
        <StatusBadge status={status} />
        <span className="grow" />
        {startedAt !== undefined && finishedAt !== undefined && (
          <span className="small muted">{durationText(finishedAt - startedAt)}</span>
        )}
      </div>
      {run.trialOf(stepRun.step)?.kind === 'gives' && (
        <Band tone="info">{t('This output was pinned for the try. Nothing was called.')}</Band>
      )}
      {stepRun.isCarried && <p className="small muted">{CARRIED}</p>}
      {stepRun.pages !== undefined && stepRun.pages.count > 1 && (
        <p className="small muted">
          {t('The list comes page by page, as the loop behind it goes on. Below is the last page that had items.')}
        </p>
      )}
      {waiting === undefined && waits !== undefined && <Band tone="info">{waits}.</Band>}
      {waiting !== undefined && <WaitNote runId={run.row.id} path={path} waiting={waiting} onChanged={onChanged} />}
      {called}
      {output !== undefined && operation?.kind === 'call' && <DriftNote operation={operation} output={output} />}
      {isCounted && <Output stepRun={stepRun} schema={schema} startsAsTable />}
      {input !== undefined && <DataPane label={t('Sent')} value={input} schema={schemas.inputOf(stepRun.step)} />}
      {output !== undefined && !isCounted && <Output stepRun={stepRun} schema={schema} />}
      {input === undefined && output === undefined && (
        <p className="muted">{t('Nothing was sent and nothing came back.')}</p>
      )}
      {requests}
    </>
  );
}

type OutputProps = { stepRun: StepRun; schema: JSONSchema | undefined; startsAsTable?: boolean };

function Output({ stepRun: { output, step }, ...look }: OutputProps) {
  return <DataPane label={t('Came back')} value={output} step={step} {...look} />;
}

const UNKNOWN: Failure = {
  code: 'outcome_unknown',
  message: t(
    'Patchbay stopped while this was under way. It may have happened. Look there first, then run it again or skip it.',
  ),
  retry: 'never',
};

type WrongProps = { run: OpenRun; stepRun: StepRun; step: Step; onChanged(): void };

function WhatWentWrong({ run, stepRun, step, onChanged }: WrongProps) {
  const trpc = useTRPC();
  const mayEdit = useMayEdit();
  const retry = useMutation(
    trpc.run.retry.mutationOptions({
      onSuccess: onChanged,
      onError: (error) => toast({ text: sentenceOf(error), tone: 'danger' }),
    }),
  );
  const skip = useMutation(
    trpc.run.skip.mutationOptions({
      onSuccess: onChanged,
      onError: (error) => toast({ text: sentenceOf(error), tone: 'danger' }),
    }),
  );
  const at = { runId: run.row.id, path: stepRun.path };
  const field = stepRun.failure && fieldIn(stepRun.failure, stepRun.input);
  const show = field && { show: `field:${field.path.join('/')}` };
  const isUnknown = stepRun.status === 'unknown';
  const canRetry = isUnknown || ['failed', 'retrying', 'waiting'].includes(stepRun.status);
  return (
    <FailureNote failure={stepRun.failure ?? UNKNOWN} title={titleOf(stepRun, step)}>
      {field !== undefined && <Blamed field={field} />}
      <div className="row">
        {mayEdit && canRetry && stepRun.attempts > 0 && (
          <Button
            small
            look="primary"
            busy={retry.isPending}
            disabled={skip.isPending}
            onClick={() => retry.mutate(at)}
          >
            {isUnknown ? t('Run it again') : t('Retry from here')}
          </Button>
        )}
        {mayEdit && isUnknown && (
          <Button small busy={skip.isPending} disabled={retry.isPending} onClick={() => skip.mutate(at)}>
            {t('Skip it')}
          </Button>
        )}
        <Link
          to="/flows/$flowId"
          params={{ flowId: run.row.flowId }}
          search={{ step: step.id, run: run.row.id, ...show }}
          className={buttonClass({ small: true })}
        >
          {t('Fix the field')}
        </Link>
      </div>
      <p className="small muted">
        {isUnknown
          ? t(
              'If it did not happen, run it again; otherwise it happens twice. If it did, skip it: the run goes on, and later steps get nothing from this one.',
            )
          : t('Retry goes on from this step. What went well is not done again.')}
      </p>
    </FailureNote>
  );
}

/** The field that the API complains of, with what was sent in it. */
function Blamed({ field: { path, value } }: { field: BlamedField }) {
  return (
    <p>
      <T
        text="{path} was sent as {short}"
        path={<b>{pathWords(path)}</b>}
        short={<code className="blamed">{shortText(value)}</code>}
      />
    </p>
  );
}

/** Enough of a value to see what is wrong with it. */
function shortText(value: unknown): string {
  const text = typeof value === 'object' && value !== null ? JSON.stringify(value) : leafText(value);
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}

function titleOf({ status, attempts, failure, outlet }: StepRun, { name }: Step): string {
  if (status === 'unknown') return t('It may have happened.');
  if (status === 'succeeded') return t('Worked after {attempts} tries.', { attempts });
  if (status === 'retrying') return t('“{name}” failed and is tried again.', { name });
  if (failure?.code === 'stopped') return t('“{name}” ended the run.', { name });
  if (outlet === 'error') return t('“{name}” failed, and the run went on by its error way.', { name });
  return attempts > 1 ? t('“{name}” failed {attempts} times.', { name, attempts }) : t('“{name}” failed.', { name });
}
