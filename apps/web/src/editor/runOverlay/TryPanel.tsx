import { IconPlayerPlay, IconX } from '@tabler/icons-react';
import type { RunMode } from '@patchbay/execution';
import type { Json } from '@patchbay/expression';
import type { Step } from '@patchbay/flow';
import { useState } from 'react';
import { Band } from '../../ui/Band.tsx';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { SelectField } from '../../ui/TextField.tsx';
import { JsonText } from '../inspector/form/JsonText.tsx';
import { JsonTree } from '../inspector/JsonTree.tsx';
import { useCatalog, useEditor, useSession } from '../useEditor.ts';
import { effectSentences } from './effectSentences.ts';
import { useLastTry, useTryStore } from './lastTry.ts';
import { examplePayload, triggersOf, tryRequest } from './tryRequest.ts';
import '../inspector/inspector.css';
import '../inspector/form/fields.css';

/** Trying the flow as it is drawn: with which values, and whether anything is really sent. */
export function TryPanel({ onClose }: { onClose(): void }) {
  const draft = useTryDraft();
  const { last, mode, trigger } = draft;
  const store = useTryStore();
  const isRunning = last.kind === 'run' && last.view.finishedAt === undefined;
  return (
    <>
      <div className="panel-head">
        <div className="grow">
          <h2>Try the flow</h2>
          <div className="small muted">As it is drawn now, published or not</div>
        </div>
        <IconButton small label="Close" icon={<IconX size={16} stroke={1.75} aria-hidden />} onClick={onClose} />
      </div>
      <div className="try-body">
        {trigger === undefined ? (
          <p className="muted">Nothing starts this flow yet. Add a trigger first, such as “When a request arrives”.</p>
        ) : (
          <>
            <PayloadField draft={draft} trigger={trigger} />
            <ModeChoice mode={mode} onMode={draft.setMode} sentences={draft.sentences} />
            {last.kind === 'refused' && <Band tone="danger">{last.sentence}</Band>}
            {last.kind === 'run' && last.view.answer !== undefined && (
              <JsonTree label={`The answer, status ${last.view.answer.status}`} value={last.view.answer.body} />
            )}
          </>
        )}
      </div>
      <div className="panel-foot">
        <span className="grow" />
        {isRunning && <Button onClick={() => void store.cancel()}>Cancel</Button>}
        <Button
          look="primary"
          icon={<IconPlayerPlay size={16} stroke={1.75} aria-hidden />}
          disabled={trigger === undefined}
          busy={last.kind === 'starting'}
          onClick={draft.start}
        >
          {mode === 'mock' ? 'Try on mocks' : 'Try for real'}
        </Button>
      </div>
    </>
  );
}

type TryDraft = ReturnType<typeof useTryDraft>;

/** What is typed for the next try: from which trigger, with which values, on mocks or for real. */
function useTryDraft() {
  const { flowId } = useSession();
  const catalog = useCatalog();
  const flow = useEditor((state) => state.flow);
  const store = useTryStore();
  const last = useLastTry();
  const triggers = triggersOf(flow, catalog);
  const [chosen, setTrigger] = useState<string>();
  const trigger = triggers.find(({ id }) => id === chosen) ?? triggers[0];
  const [typed, setTyped] = useState<{ trigger: string; payload: Json | undefined }>();
  const [mode, setMode] = useState<RunMode>('mock');
  const isTyped = typed !== undefined && typed.trigger === trigger?.id;
  const payload = isTyped ? typed.payload : examplePayload(trigger, catalog);
  const sentences = effectSentences(flow, catalog);
  const start = () =>
    void store.start(tryRequest({ flowId, flow, catalog, mode, trigger: trigger?.id, payload: payload ?? null }));
  return { last, triggers, trigger, setTrigger, payload, setTyped, mode, setMode, sentences, start };
}

function PayloadField({ draft, trigger }: { draft: TryDraft; trigger: Step }) {
  return (
    <>
      {draft.triggers.length > 1 && (
        <SelectField
          label="Starts with"
          value={trigger.id}
          options={draft.triggers.map(({ id, name }) => ({ value: id, label: name }))}
          onText={draft.setTrigger}
        />
      )}
      <div>
        <div className="group-head">
          <span className="title">
            {trigger.uses.operation === 'webhook' ? 'What the request brings' : 'Values to start with'}
          </span>
          <span className="type">JSON</span>
        </div>
        <JsonText
          label="Payload"
          value={draft.payload}
          rows={12}
          onValue={(payload) => draft.setTyped({ trigger: trigger.id, payload })}
        />
      </div>
    </>
  );
}

type ModeProps = { mode: RunMode; onMode(mode: RunMode): void; sentences: readonly string[] };

function ModeChoice({ mode, onMode, sentences }: ModeProps) {
  return (
    <fieldset className="accounts">
      <legend>What is sent</legend>
      <label className="account">
        <input type="radio" name="mode" checked={mode === 'mock'} onChange={() => onMode('mock')} />
        <span className="grow">
          On mocks
          <span className="small muted">Nothing is sent. Steps answer with samples.</span>
        </span>
      </label>
      <label className="account">
        <input type="radio" name="mode" checked={mode === 'live'} onChange={() => onMode('live')} />
        <span className="grow">
          For real
          <span className="small muted">Calls the real systems, as a published flow does.</span>
        </span>
      </label>
      {mode === 'live' && (
        <Band tone="warning">
          {sentences.length === 0 ? (
            'Nothing here changes anything outside Patchbay.'
          ) : (
            <ul>
              {sentences.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          )}
        </Band>
      )}
    </fieldset>
  );
}
