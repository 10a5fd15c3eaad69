import type { WebhookTrigger } from '@patchbay/connector';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../../api/trpc.ts';
import { T } from '../../../texts/T.tsx';
import { t } from '../../../texts/t.ts';
import { Band } from '../../../ui/Band.tsx';
import { RelativeTime } from '../../../ui/RelativeTime.tsx';
import { useSession } from '../../useEditor.ts';
import { HookUrl } from '../trigger/HookUrl.tsx';

const AGAIN_MS = 5_000;

/** How the events of an app come to this step: asked for by Patchbay, or by an address that a person pastes there. */
export function AppEvents({ stepId, webhook }: { stepId: string; webhook: WebhookTrigger }) {
  if (webhook.register !== undefined) return <Subscription stepId={stepId} />;
  return (
    <>
      <HookUrl stepId={stepId} isForm={false} />
      {webhook.instructions !== undefined && <p className="help mfield">{webhook.instructions}</p>}
    </>
  );
}

function Subscription({ stepId }: { stepId: string }) {
  const { flowId } = useSession();
  const trpc = useTRPC();
  const states = useQuery(trpc.flow.listTriggers.queryOptions({ flowId }, { refetchInterval: AGAIN_MS }));
  const state = states.data?.find((trigger) => trigger.stepId === stepId && trigger.kind === 'subscription');
  if (state?.error != null) {
    return (
      <Band tone="danger">
        {t(
          'The app was asked for its events and did not agree. {error} It is asked again by itself, and at once when the flow is published.',
          { error: state.error },
        )}
      </Band>
    );
  }
  return (
    <p className="help mfield">
      {state === undefined || state.lastAt === null ? (
        t(
          'When the flow is published and on, the app is asked to send its events here. Switched off, it is told to stop.',
        )
      ) : (
        <T text="The app sends its events here. It agreed {time}." time={<RelativeTime at={state.lastAt} />} />
      )}
    </p>
  );
}
