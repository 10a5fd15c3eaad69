import { downstreamOf, type FlowDocument, partUpTo, type Step } from '@patchbay/flow';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../api/trpc.ts';
import { t } from '../../texts/t.ts';
import { Band } from '../../ui/Band.tsx';
import { useCatalog, useSession } from '../useEditor.ts';
import { accountSentence, callPreview } from './callPreview.ts';
import { type LastTry, type TryPart, useLastTry } from './lastTry.ts';
import { usePinnedSteps } from './samples.ts';

type Props = { flow: FlowDocument; part: TryPart | undefined };

/** What a live try will create, how many calls go to which account, and how long they take: said before it begins. */
export function LivePreview({ flow, part }: Props) {
  const { workspaceId } = useSession();
  const trpc = useTRPC();
  const catalog = useCatalog();
  const last = useLastTry();
  const pinned = usePinnedSteps();
  const { data: connections = [] } = useQuery(trpc.connection.list.queryOptions({ workspaceId }));
  const names = new Map(connections.map(({ id, name }) => [id, name]));
  const tried = part === undefined || part.kind === 'from' ? flow : partUpTo(flow, part.step);
  const preview = callPreview({
    flow: tried,
    find: catalog.find,
    appOf: (step) => (step.uses.connector === 'core' ? hostOf(step) : catalog.face(step.uses).connector.name),
    accountOf: ({ connection }) => (connection === undefined ? undefined : names.get(connection)),
    itemsOf: (loop) =>
      last.kind === 'run' ? last.view.steps.find(({ step }) => step === loop)?.items?.count : undefined,
    given: new Set([...pinned, ...takenOver(flow, part, last)]),
  });
  const { steps, accounts } = preview;
  const changes = steps.flatMap(({ step, sentence, mayNotCome }) =>
    sentence === undefined
      ? []
      : [{ step, sentence: mayNotCome ? t('{sentence} If the try comes to it.', { sentence }) : sentence }],
  );
  const isMadeUp = (part?.kind === 'from' || part?.kind === 'only') && last.kind === 'run' && last.mode === 'mock';
  return (
    <Band tone={changes.length === 0 && !isMadeUp ? 'info' : 'warning'}>
      <div className="live-preview">
        {changes.length === 0 ? (
          <p>{t('Nothing here changes anything outside Patchbay.')}</p>
        ) : (
          <ul>
            {changes.map(({ step, sentence }) => (
              <li key={step}>{sentence}</li>
            ))}
          </ul>
        )}
        {isMadeUp && (
          <p>{t('The data before this step is from a try on sample data: what is sent holds made-up values.')}</p>
        )}
        {accounts.length > 0 && (
          <ul className="small" aria-label={t('Calls')}>
            {accounts.map((account) => (
              <li key={`${account.app} ${account.account}`}>{accountSentence(account)}</li>
            ))}
          </ul>
        )}
      </div>
    </Band>
  );
}

/** Where an HTTP request goes, as far as its address is typed in. */
function hostOf({ inputs: { url } }: Step): string {
  const text = url?.kind === 'literal' ? url.value : url?.kind === 'template' ? url.parts[0] : undefined;
  const [, host] = typeof text === 'string' ? (/^https?:\/\/([^/?#\s]+)/i.exec(text) ?? []) : [];
  return host ?? t('the address of the step');
}

/** Steps that stand before the one the try begins with, and have given something in the last run. */
function takenOver(flow: FlowDocument, part: TryPart | undefined, last: LastTry): string[] {
  if (part === undefined || part.kind === 'upTo' || last.kind !== 'run') return [];
  const steps = new Map(Object.entries(flow.steps));
  let first = part.step;
  for (let parent = steps.get(first)?.parent; parent !== undefined; parent = steps.get(first)?.parent) first = parent;
  const again = new Set<string>([first, ...downstreamOf(flow, first)]);
  return Object.keys(flow.steps).filter((id) => !again.has(id));
}
