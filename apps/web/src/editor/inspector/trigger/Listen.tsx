import type { Json } from '@patchbay/expression';
import { IconAntennaBars5, IconLoader2 } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { client } from '../../../api/client.ts';
import { sentenceOf } from '../../../api/failure.ts';
import { fieldOf } from '../../../api/field.ts';
import { t } from '../../../texts/t.ts';
import { Button, buttonClass } from '../../../ui/Button.tsx';
import { DataPane } from '../../dataView/DataPane.tsx';
import { useSession } from '../../useEditor.ts';
import { sampleText } from '../data/sampleText.ts';
import { useStepContext } from '../stepContext.ts';
import { CopyButton } from './CopyButton.tsx';
import { useHookUrl } from './useHookUrl.ts';

type State =
  | { kind: 'idle' }
  | { kind: 'waiting' }
  | { kind: 'arrived'; body: Json }
  | { kind: 'refused'; reason: string }
  | { kind: 'failed'; sentence: string };

/** Waits for the next request to the step's address, or the next answers to its form, and offers them as the example. */
export function Listen({ onUse, isForm = false }: { onUse(given: Json): void; isForm?: boolean }) {
  const { step } = useStepContext();
  const [state, setState] = useListening(step.id, isForm);
  if (state.kind === 'waiting')
    return <Waiting stepId={step.id} isForm={isForm} onCancel={() => setState({ kind: 'idle' })} />;
  if (state.kind === 'arrived') {
    const use = () => {
      onUse(state.body);
      setState({ kind: 'idle' });
    };
    const words = isForm ? t('Somebody answered') : t('A request arrived');
    return <Arrived words={words} body={state.body} onUse={use} onAgain={() => setState({ kind: 'waiting' })} />;
  }
  return (
    <>
      <div>
        <Button
          small
          icon={<IconAntennaBars5 size={15} stroke={1.75} aria-hidden />}
          onClick={() => setState({ kind: 'waiting' })}
        >
          {isForm ? t('Try the form') : t('Listen for a request')}
        </Button>
      </div>
      {state.kind === 'failed' && <p className="bad">{state.sentence}</p>}
      {state.kind === 'refused' && (
        <p className="bad" role="status">
          {t('A request came and was refused. {reason}', { reason: state.reason })}
        </p>
      )}
    </>
  );
}

/** Listens for as long as the state says so. */
function useListening(stepId: string, isForm: boolean) {
  const { flowId } = useSession();
  const [state, setState] = useState<State>({ kind: 'idle' });
  const isWaiting = state.kind === 'waiting';
  useEffect(() => {
    if (!isWaiting) return;
    const subscription = client.hook.listen.subscribe(
      { flowId, stepId },
      {
        onData: ({ captured }) =>
          setState(
            'refused' in captured
              ? { kind: 'refused', reason: captured.refused }
              : {
                  kind: 'arrived',
                  body: ((isForm ? captured.payload : fieldOf(captured.payload, 'body')) ?? null) as Json,
                },
          ),
        onError: (error) => setState({ kind: 'failed', sentence: sentenceOf(error) }),
      },
    );
    return () => subscription.unsubscribe();
  }, [isWaiting, flowId, stepId, isForm]);
  return [state, setState] as const;
}

function Waiting({ stepId, isForm, onCancel }: { stepId: string; isForm: boolean; onCancel(): void }) {
  const url = useHookUrl(stepId);
  return (
    <div className="listen" role="status">
      <div className="row">
        <IconLoader2 size={16} stroke={1.75} className="turning" aria-hidden />
        <b className="grow">{isForm ? t('Waiting for answers') : t('Waiting for a request')}</b>
        <Button small onClick={onCancel}>
          {t('Cancel')}
        </Button>
      </div>
      <p className="help">
        {isForm
          ? t('Open the form and fill it in. While the flow is off, no run is started.')
          : t('Send one to this address, as your system would:')}
      </p>
      <div className="row">
        <code className="grow cut">{url ?? t('given when the draft is saved')}</code>
        <CopyButton text={url} />
      </div>
      {isForm && url !== undefined && (
        <div>
          <a className={buttonClass({ small: true, look: 'primary' })} href={url} target="_blank" rel="noreferrer">
            {t('Open the form')}
          </a>
        </div>
      )}
    </div>
  );
}

type ArrivedProps = { words: string; body: Json; onUse(): void; onAgain(): void };

function Arrived({ words, body, onUse, onAgain }: ArrivedProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div className="listen" role="status" ref={box}>
      <div className="row">
        <b className="grow">
          {words}: {sampleText(body)}
        </b>
        <Button small look="primary" onClick={onUse}>
          {t('Use this')}
        </Button>
      </div>
      <DataPane value={body} label={t('What arrived')} />
      <button type="button" className="link" onClick={onAgain}>
        {t('Wait for another')}
      </button>
    </div>
  );
}
