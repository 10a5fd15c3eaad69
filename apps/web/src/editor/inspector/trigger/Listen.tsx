import type { Json } from '@patchbay/expression';
import { IconAntennaBars5, IconLoader2 } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { client } from '../../../api/client.ts';
import { sentenceOf } from '../../../api/failure.ts';
import { fieldOf } from '../../../api/field.ts';
import { Button } from '../../../ui/Button.tsx';
import { useSession } from '../../useEditor.ts';
import { sampleText } from '../data/sampleText.ts';
import { JsonTree } from '../JsonTree.tsx';
import { useStepContext } from '../stepContext.ts';
import { CopyButton } from './HookUrl.tsx';
import { useHookUrl } from './useHookUrl.ts';

type State =
  | { kind: 'idle' }
  | { kind: 'waiting' }
  | { kind: 'arrived'; body: Json }
  | { kind: 'refused'; reason: string }
  | { kind: 'failed'; sentence: string };

/** Waits for the next request to the step's address, and offers its body as the example. */
export function Listen({ onUse }: { onUse(body: Json): void }) {
  const { step } = useStepContext();
  const [state, setState] = useListening(step.id);
  if (state.kind === 'waiting') return <Waiting stepId={step.id} onCancel={() => setState({ kind: 'idle' })} />;
  if (state.kind === 'arrived') {
    const use = () => {
      onUse(state.body);
      setState({ kind: 'idle' });
    };
    return <Arrived body={state.body} onUse={use} onAgain={() => setState({ kind: 'waiting' })} />;
  }
  return (
    <>
      <div>
        <Button
          small
          icon={<IconAntennaBars5 size={15} stroke={1.75} aria-hidden />}
          onClick={() => setState({ kind: 'waiting' })}
        >
          Listen for a request
        </Button>
      </div>
      {state.kind === 'failed' && <p className="bad">{state.sentence}</p>}
      {state.kind === 'refused' && (
        <p className="bad" role="status">
          A request came and was refused. {state.reason}
        </p>
      )}
    </>
  );
}

/** Listens for as long as the state says so. */
function useListening(stepId: string) {
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
              : { kind: 'arrived', body: (fieldOf(captured.payload, 'body') ?? null) as Json },
          ),
        onError: (error) => setState({ kind: 'failed', sentence: sentenceOf(error) }),
      },
    );
    return () => subscription.unsubscribe();
  }, [isWaiting, flowId, stepId]);
  return [state, setState] as const;
}

function Waiting({ stepId, onCancel }: { stepId: string; onCancel(): void }) {
  const url = useHookUrl(stepId);
  return (
    <div className="listen" role="status">
      <div className="row">
        <IconLoader2 size={16} stroke={1.75} className="turning" aria-hidden />
        <b className="grow">Waiting for a request</b>
        <Button small onClick={onCancel}>
          Cancel
        </Button>
      </div>
      <p className="help">Send one to this address, as your system would:</p>
      <div className="row">
        <code className="grow cut">{url ?? 'given when the draft is saved'}</code>
        <CopyButton text={url} />
      </div>
    </div>
  );
}

function Arrived({ body, onUse, onAgain }: { body: Json; onUse(): void; onAgain(): void }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div className="listen" role="status" ref={box}>
      <div className="row">
        <b className="grow">A request arrived: {sampleText(body)}</b>
        <Button small look="primary" onClick={onUse}>
          Use this
        </Button>
      </div>
      <JsonTree value={body} label="What arrived" />
      <button type="button" className="link" onClick={onAgain}>
        Wait for another
      </button>
    </div>
  );
}
