import { IconAntennaBars5, IconLoader2 } from '@tabler/icons-react';
import type { Json } from '@patchbay/expression';
import { useEffect, useState } from 'react';
import { client } from '../../../api/client.ts';
import { sentenceOf } from '../../../api/failure.ts';
import { fieldOf } from '../../../api/field.ts';
import { Button } from '../../../ui/Button.tsx';
import { sampleText } from '../data/sampleText.ts';
import { JsonTree } from '../JsonTree.tsx';
import { useStepContext } from '../stepContext.ts';
import { useSession } from '../../useEditor.ts';
import { CopyButton } from './HookUrl.tsx';
import { useHookUrl } from './useHookUrl.ts';

type State =
  | { kind: 'idle' }
  | { kind: 'waiting' }
  | { kind: 'arrived'; body: Json }
  | { kind: 'failed'; sentence: string };

/** Waits for the next request to the step's address, and offers its body as the example. */
export function Listen({ onUse }: { onUse(body: Json): void }) {
  const { flowId } = useSession();
  const { step } = useStepContext();
  const [state, setState] = useState<State>({ kind: 'idle' });
  const url = useHookUrl(step.id);
  const isWaiting = state.kind === 'waiting';
  useEffect(() => {
    if (!isWaiting) return;
    const subscription = client.hook.listen.subscribe(
      { flowId, stepId: step.id },
      {
        onData: ({ captured }) => setState({ kind: 'arrived', body: (fieldOf(captured, 'body') ?? null) as Json }),
        onError: (error) => setState({ kind: 'failed', sentence: sentenceOf(error) }),
      },
    );
    return () => subscription.unsubscribe();
  }, [isWaiting, flowId, step.id]);
  switch (state.kind) {
    case 'waiting':
      return (
        <div className="listen" role="status">
          <div className="row">
            <IconLoader2 size={16} stroke={1.75} className="turning" aria-hidden />
            <b className="grow">Waiting for a request</b>
            <Button small onClick={() => setState({ kind: 'idle' })}>
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
    case 'arrived':
      return (
        <div className="listen" role="status">
          <div className="row">
            <b className="grow">A request arrived: {sampleText(state.body)}</b>
            <Button
              small
              look="primary"
              onClick={() => {
                onUse(state.body);
                setState({ kind: 'idle' });
              }}
            >
              Use this
            </Button>
          </div>
          <JsonTree value={state.body} label="What arrived" />
          <button type="button" className="link" onClick={() => setState({ kind: 'waiting' })}>
            Wait for another
          </button>
        </div>
      );
    default:
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
        </>
      );
  }
}
