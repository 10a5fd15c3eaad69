import type { Mapping } from '@patchbay/expression';
import { IconAlertTriangle, IconArrowsExchange, IconInfoCircle, IconTerminal2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTRPC } from '../../../api/trpc.ts';
import { Button } from '../../../ui/Button.tsx';
import { TextArea } from '../../../ui/TextField.tsx';
import { setInputs } from '../../commands/setInputs.ts';
import { useSession } from '../../useEditor.ts';
import { curlInputs, withSecrets } from '../curl/curlInputs.ts';
import { secretAsWritten, takeSecrets } from '../curl/foundSecret.ts';
import { looksLikeCurl, parseCurl } from '../curl/parseCurl.ts';
import { forgetPastedRequest, type PastedRequest, pastedRequestFor } from '../curl/pastedRequest.ts';
import { useStepContext } from '../stepContext.ts';
import { KeepSecret } from './KeepSecret.tsx';
import { PickOperation } from './PickOperation.tsx';
import './apps.css';
import { t } from '../../../texts/t.ts';

/** The ways to fill an HTTP step without typing: a curl command, pasted anywhere in the panel, or an operation of an API. */
export function HttpTools() {
  const { isReadOnly } = useStepContext();
  const [open, setOpen] = useState<'curl' | 'pick'>();
  const { pasted, problem, take, done } = usePasting(() => setOpen(undefined));
  if (isReadOnly) return null;
  return (
    <section className="http-tools" aria-label={t('Fill this step')}>
      <div className="row">
        <Button
          small
          icon={<IconTerminal2 size={15} stroke={1.75} aria-hidden />}
          aria-expanded={open === 'curl'}
          onClick={() => setOpen(open === 'curl' ? undefined : 'curl')}
        >
          {t('Paste curl')}
        </Button>
        <Button
          small
          look="quiet"
          icon={<IconArrowsExchange size={15} stroke={1.75} aria-hidden />}
          aria-expanded={open === 'pick'}
          onClick={() => setOpen(open === 'pick' ? undefined : 'pick')}
        >
          {t('Pick an operation')}
        </Button>
      </div>
      {open === 'curl' && <CurlForm problem={problem} onTake={take} />}
      {open === 'pick' && <PickOperation />}
      {pasted === undefined ? <TypedSecret /> : <AfterPasting pasted={pasted} onDone={done} />}
    </section>
  );
}

function usePasting(onTaken: () => void) {
  const { step } = useStepContext();
  const { editor } = useSession();
  const [pasted, setPasted] = useState(() => pastedRequestFor(step.inputs));
  const [problem, setProblem] = useState<string>();
  const done = () => {
    forgetPastedRequest();
    setPasted(undefined);
  };
  const take = (text: string) => {
    const parsed = parseCurl(text);
    if (!parsed.ok) return setProblem(parsed.problem);
    setProblem(undefined);
    setPasted(parsed);
    editor.execute(setInputs({ step: step.id, inputs: curlInputs(parsed.request), label: t('paste a curl command') }));
    onTaken();
  };
  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const isHere = event.target instanceof Element && event.target.closest('.panel') !== null;
    // The field for commands takes its own.
    if (!isHere || !looksLikeCurl(text) || event.target.closest('.http-tools') !== null) return;
    event.preventDefault();
    event.stopPropagation();
    take(text);
  });
  useEffect(() => {
    const listener = (event: ClipboardEvent) => onPaste(event);
    // Before the field does, which would take it as text.
    document.addEventListener('paste', listener, true);
    return () => document.removeEventListener('paste', listener, true);
  }, []);
  return { pasted, problem, take, done };
}

function CurlForm({ problem, onTake }: { problem: string | undefined; onTake(text: string): void }) {
  const [text, setText] = useState('');
  return (
    <div className="curl-form">
      <TextArea
        label={t('curl command')}
        hint={t('From an API’s documentation, or from a browser’s network tab: “Copy as cURL”.')}
        mono
        rows={5}
        autoFocus
        spellCheck={false}
        error={problem}
        value={text}
        onText={(next) => {
          setText(next);
          if (looksLikeCurl(next) && text === '') onTake(next);
        }}
      />
      <Button small onClick={() => onTake(text)}>
        {t('Fill the fields')}
      </Button>
    </div>
  );
}

function AfterPasting({ pasted, onDone }: { pasted: PastedRequest; onDone(): void }) {
  const { request, secrets, left } = pasted;
  return (
    <>
      {left.length > 0 && (
        <div className="note" data-tone="warning" role="status">
          <IconAlertTriangle size={15} stroke={1.75} aria-hidden />
          <span className="grow">{t('Not taken over: {left}.', { left: left.join(', ') })}</span>
        </div>
      )}
      {secrets.length > 0 && <Secrets pasted={pasted} onDone={onDone} />}
      <KnownApi url={request.url} />
    </>
  );
}

function Secrets({ pasted, onDone }: { pasted: PastedRequest; onDone(): void }) {
  const { step } = useStepContext();
  const { editor } = useSession();
  const { request, secrets } = pasted;
  const putIntoFlow = () => {
    const whole = withSecrets(request, secrets);
    const { headers, query } = curlInputs(whole);
    editor.execute(setInputs({ step: step.id, inputs: { headers, query }, label: t('put the secret into the step') }));
    onDone();
  };
  return <KeepSecret url={request.url} secrets={secrets} onInFlow={putIntoFlow} onKept={onDone} />;
}

/** A secret that somebody typed into a header or the query: it can be taken out of the flow and kept as an account. */
function TypedSecret() {
  const { step } = useStepContext();
  const { editor } = useSession();
  const { url, query, headers } = step.inputs;
  const typed = { headers: textsIn(headers), query: textsIn(query) };
  const secrets = takeSecrets({ ...typed, user: undefined, token: undefined });
  const address = url?.kind === 'literal' ? String(url.value) : '';
  if (secrets.length !== 1 || !URL.canParse(address)) return null;
  const [secret] = secrets;
  const name = secret && secretAsWritten(secret).name.toLowerCase();
  const takeOut = () => {
    const inputs = { headers: without(headers, name), query: without(query, name) };
    editor.execute(setInputs({ step: step.id, inputs, label: t('take the secret out of the step') }));
  };
  return <KeepSecret url={address} secrets={secrets} onKept={takeOut} />;
}

/** The values typed as text, by name. */
function textsIn(mapping: Mapping | undefined): Record<string, string> {
  if (mapping?.kind !== 'object') return {};
  const texts = Object.entries(mapping.fields).flatMap(([name, value]) =>
    value.kind === 'literal' && typeof value.value === 'string' && value.value.length >= SHORTEST_SECRET
      ? [[name, value.value] as const]
      : [],
  );
  return Object.fromEntries(texts);
}

/** While a secret is being typed it is not asked about. */
const SHORTEST_SECRET = 12;

function without(mapping: Mapping | undefined, name: string | undefined): Mapping | undefined {
  if (mapping?.kind !== 'object') return mapping;
  const fields = Object.entries(mapping.fields).filter(([key]) => key.toLowerCase() !== name);
  return fields.length === 0 ? undefined : { kind: 'object', fields: Object.fromEntries(fields) };
}

/** The address belongs to an API that is in the gallery: its operations have forms. */
function KnownApi({ url }: { url: string }) {
  const { workspaceId } = useSession();
  const trpc = useTRPC();
  const [isPicking, setPicking] = useState(false);
  const connectors = useQuery(trpc.connector.list.queryOptions({ workspaceId }));
  const known = connectors.data?.find(
    ({ baseUrl }) => baseUrl !== null && !baseUrl.includes('{') && sameOrigin(url, baseUrl),
  );
  if (known === undefined) return null;
  return (
    <>
      <div className="note" data-tone="quiet" role="status">
        <IconInfoCircle size={15} stroke={1.75} aria-hidden />
        <span className="grow">
          {t('{name} has steps of its own for this, with a form each.', { name: known.name })}
        </span>
        <Button small onClick={() => setPicking(!isPicking)}>
          {t('Pick one')}
        </Button>
      </div>
      {isPicking && <PickOperation first={`${known.name} `} />}
    </>
  );
}

function sameOrigin(a: string, b: string): boolean {
  return URL.canParse(a) && URL.canParse(b) && new URL(a).origin === new URL(b).origin;
}
