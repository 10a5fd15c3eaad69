import '../../app/withoutEval.ts';
import { IconChevronLeft, IconHistory, IconPlayerPlay } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { appFailureOf, sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import type { Answers } from '../../api/types.ts';
import { Loaded } from '../../app/Loaded.tsx';
import { NotHere } from '../../app/NotHere.tsx';
import { Band } from '../../ui/Band.tsx';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { focusFirstInvalid } from '../../ui/focusFirstInvalid.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { SelectField } from '../../ui/TextField.tsx';
import { StartFieldInput } from './StartFieldInput.tsx';
import { payloadOf, type StartWay, startFields, typedFrom } from './startFields.ts';
import './runs.css';
import { t } from '../../texts/t.ts';

type Prepared = Answers['run']['prepare'];

/** Starts the live version of a flow by hand: asks for its values, then goes to the run. */
export function RunFlowScreen() {
  const { flowId } = useParams({ from: '/signedIn/framed/flows/$flowId/run' });
  const trpc = useTRPC();
  const prepared = useQuery(trpc.run.prepare.queryOptions({ flowId }, { staleTime: 0 }));
  if (appFailureOf(prepared.error)?.code === 'not_found')
    return <NotHere what="flow" to="/flows" back={t('Go to the flows')} />;
  return (
    <>
      <Link to="/flows/$flowId/runs" params={{ flowId }} className="crumb">
        <IconChevronLeft size={14} stroke={1.75} aria-hidden />
        {t('Runs')}
      </Link>
      <Loaded query={prepared} failed={t('The flow cannot be run.')}>
        {(data) => <Start key={data.version} flowId={flowId} prepared={data} />}
      </Loaded>
    </>
  );
}

function Start({ flowId, prepared: { flowName, version, ways } }: { flowId: string; prepared: Prepared }) {
  const [chosen, setChosen] = useState(ways[0]?.trigger);
  const way = ways.find(({ trigger }) => trigger === chosen);
  return (
    <>
      <PageHeader title={t('Run {flowName}', { flowName })} />
      {way === undefined ? (
        <div className="card">
          <EmptyState
            title={t('This flow is not started by hand')}
            actions={
              <Link to="/flows/$flowId" params={{ flowId }} className={buttonClass()}>
                {t('Open the builder')}
              </Link>
            }
          >
            {t('Add the trigger “When started by hand”, and publish.')}
          </EmptyState>
        </div>
      ) : (
        <div className="card start-card">
          {ways.length > 1 && (
            <SelectField
              label={t('Starts with')}
              value={way.trigger}
              options={ways.map(({ trigger, name }) => ({ value: trigger, label: name }))}
              onText={setChosen}
            />
          )}
          <StartForm key={way.trigger} flowId={flowId} way={way} version={version} />
        </div>
      )}
    </>
  );
}

function StartForm({ flowId, way, version }: { flowId: string; way: StartWay; version: number }) {
  const { fields, typed, setTyped, problems, submit, start } = useStart({ flowId, way });
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    submit();
    focusFirstInvalid(event.currentTarget);
  };
  return (
    <form onSubmit={send} noValidate aria-label={t('Values to start with')}>
      {way.last !== undefined && (
        <Button
          small
          icon={<IconHistory size={15} stroke={1.75} aria-hidden />}
          onClick={() => setTyped(typedFrom(fields, way.last))}
        >
          {t('Use the values of the last run')}
        </Button>
      )}
      {fields.map((field) => (
        <StartFieldInput
          key={field.name}
          field={field}
          value={typed[field.name]}
          problem={problems.get(field.name)}
          onValue={(value) => setTyped({ ...typed, [field.name]: value })}
        />
      ))}
      {start.isError && <Band tone="danger">{sentenceOf(start.error)}</Band>}
      <div className="row start-foot">
        <span className="small muted grow">
          {t('Version {version} runs for real: what its steps send is sent.', { version })}
        </span>
        <Button
          type="submit"
          look="primary"
          busy={start.isPending}
          icon={<IconPlayerPlay size={16} stroke={1.75} aria-hidden />}
        >
          {t('Run')}
        </Button>
      </div>
    </form>
  );
}

const NONE: ReadonlyMap<string, string> = new Map();

/** What is typed, what is wrong with it once somebody has asked, and the start itself, after which the run is shown. */
function useStart({ flowId, way }: { flowId: string; way: StartWay }) {
  const trpc = useTRPC();
  const navigate = useNavigate();
  const [fields] = useState(() => startFields(way));
  const [typed, setTyped] = useState(() => typedFrom(fields, way.example));
  const [isAsked, setAsked] = useState(false);
  const start = useMutation(
    trpc.run.start.mutationOptions({
      onSuccess: ({ runId }) => navigate({ to: '/runs/$runId', params: { runId } }),
    }),
  );
  const read = payloadOf(fields, typed);
  const submit = () => {
    setAsked(true);
    if (read.ok && !start.isPending) start.mutate({ flowId, trigger: way.trigger, payload: read.payload });
  };
  return { fields, typed, setTyped, problems: isAsked && !read.ok ? read.problems : NONE, submit, start };
}
