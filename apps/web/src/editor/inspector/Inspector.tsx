import { nothingFound } from '@patchbay/connector';
import type { Step } from '@patchbay/flow';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '../../api/trpc.ts';
import { useLost } from '../company/useCompany.ts';
import type { InspectorProps } from '../seams.ts';
import { useCatalog, useSession, useStep } from '../useEditor.ts';
import { AppEvents } from './apps/AppEvents.tsx';
import { HttpTools } from './apps/HttpTools.tsx';
import { UnknownStep } from './apps/UnknownStep.tsx';
import { VersionNote } from './apps/VersionNote.tsx';
import { ConnectTab, useConnect } from './ConnectTab.tsx';
import { FocusRequestContext } from './form/focusRequest.ts';
import { StepForm } from './form/StepForm.tsx';
import { ChangedNote, GoneStep } from './GoneStep.tsx';
import { InspectorFoot } from './InspectorFoot.tsx';
import { InspectorHead } from './InspectorHead.tsx';
import { InspectorTabs, OpenTab, TAB_WORDS, type TabKey, type TabState } from './InspectorTabs.tsx';
import { PickerProvider } from './picker/PickerProvider.tsx';
import { StepSettings } from './StepSettings.tsx';
import { StepContext, type StepContextValue } from './stepContext.ts';
import { TestTab } from './TestTab.tsx';
import { HookUrl } from './trigger/HookUrl.tsx';
import { LookTrouble } from './trigger/LookTrouble.tsx';
import { NextTimes } from './trigger/NextTimes.tsx';
import { TriggerTimes } from './trigger/TriggerTimes.tsx';
import { useLearning } from './useLearning.ts';
import { useStepData } from './useStepData.ts';
import { useTestState } from './useTestState.ts';
import './inspector.css';
import './form/fields.css';
import { t } from '../../texts/t.ts';

/** The panel of one step. */
export function Inspector({ stepId, focus, onClose }: InspectorProps) {
  const step = useStep(stepId);
  const data = useStepData(stepId);
  const lost = useLost();
  useLearning();
  if (step === undefined) return lost?.step.id === stepId && <GoneStep lost={lost} onClose={onClose} />;
  return (
    <>
      <InspectorHead step={step} onClose={onClose} />
      {lost?.step.id === stepId && <ChangedNote lost={lost} />}
      {data === undefined ? (
        <UnknownOperation step={step} />
      ) : (
        <StepContext value={data}>
          <FocusRequestContext value={focus}>
            <StepPanel data={data} focus={focus} />
          </FocusRequestContext>
        </StepContext>
      )}
    </>
  );
}

function StepPanel({ data, focus }: { data: StepContextValue; focus: InspectorProps['focus'] }) {
  const { step, operation } = data;
  const connect = useConnect(step, operation);
  const test = useTestState(step.id);
  const isSetUp = useIsSetUp(data);
  const states: Record<TabKey, TabState> = {
    connect: connect.state,
    setup: isSetUp ? 'done' : 'part',
    test: test.state,
  };
  const tabs: TabKey[] = connect.isNeeded ? ['connect', 'setup', 'test'] : ['setup', 'test'];
  const [chosen, setTab] = useState<TabKey>();
  const [asked, setAsked] = useState(focus?.nonce);
  const [first] = useState(() => firstTab(tabs, states));
  if (focus !== undefined && focus.nonce !== asked) {
    setAsked(focus.nonce);
    setTab('setup');
  }
  const tab = chosen ?? (focus === undefined ? first : 'setup');
  const after = tabs[tabs.indexOf(tab) + 1];
  const next = after && { title: TAB_WORDS[after], open: () => setTab(after) };
  const looks = operation.startedBy === 'poll' || operation.startedBy === 'mail';
  const isAddressed = operation.startedBy === 'request' || operation.startedBy === 'form';
  const hasAddress = isAddressed && operation.webhook === undefined;
  return (
    <>
      <InspectorTabs tabs={tabs} states={states} value={tab} onChange={setTab}>
        {tab !== 'test' && <NewerVersion step={step} />}
        {looks && tab !== 'test' && <LookTrouble stepId={step.id} />}
        {tab === 'connect' && <ConnectTab connect={connect} />}
        {tab === 'setup' && (
          <PickerProvider>
            {operation.webhook !== undefined && <AppEvents stepId={step.id} webhook={operation.webhook} />}
            {hasAddress && <HookUrl stepId={step.id} isForm={operation.startedBy === 'form'} />}
            {isHttp(step) && <HttpTools />}
            <OpenTab value={setTab}>
              <StepForm />
            </OpenTab>
            {operation.startedBy === 'schedule' && <NextTimes />}
            {(looks || operation.startedBy === 'schedule') && <TriggerTimes stepId={step.id} />}
            <StepSettings />
          </PickerProvider>
        )}
        {tab === 'test' && (
          <TestTab
            stepId={step.id}
            canPin={operation.kind === 'call' || operation.kind === 'pure'}
            canFindNothing={nothingFound(operation) !== undefined}
            test={test}
            onConnect={connect.isNeeded ? () => setTab('connect') : undefined}
          />
        )}
      </InspectorTabs>
      <InspectorFoot stepId={step.id} test={test} onTest={() => setTab('test')} next={next} />
    </>
  );
}

function isHttp({ uses }: StepContextValue['step']): boolean {
  return uses.connector === 'core' && uses.operation === 'http';
}

function useIsSetUp({ problemsAt, operation, step }: StepContextValue): boolean {
  const names = typeof operation.input === 'object' ? Object.keys(operation.input.properties ?? {}) : [];
  const inputs = new Set([...names, ...Object.keys(step.inputs)]);
  return ![...inputs].some((name) => problemsAt([name], { inside: true }).some(({ severity }) => severity === 'error'));
}

/** The first tab that is not finished; with all else done, the form: a test is not a duty. */
function firstTab(tabs: readonly TabKey[], states: Record<TabKey, TabState>): TabKey {
  return tabs.find((tab) => tab !== 'test' && states[tab] !== 'done') ?? 'setup';
}

function UnknownOperation({ step }: { step: Step }) {
  const isLooking = useCatalog().isLooking();
  if (isLooking) {
    return (
      <p className="panel-body late muted">
        {t('What this step does is being looked up. Its fields appear as soon as the server answers.')}
      </p>
    );
  }
  return (
    <div className="panel-body late">
      <NewerVersion step={step} />
      <p className="muted">
        {t(
          'What this step does is not known here. If it stays so, its API was removed: add it again, pick something else, or delete the step.',
        )}
      </p>
      <UnknownStep step={step} />
    </div>
  );
}

/** Says so where the step's connector has a newer version than the one it was built with. */
function NewerVersion({ step }: { step: Step }) {
  const { workspaceId } = useSession();
  const trpc = useTRPC();
  const { connector: id, version } = step.uses;
  const connector = useQuery(trpc.connector.list.queryOptions({ workspaceId })).data?.find((row) => row.id === id);
  if (connector === undefined || connector.version === version) return null;
  return <VersionNote step={step} connector={connector} />;
}
