import type { Operation } from '@patchbay/connector';
import { check, type FlowDocument, type Step } from '@patchbay/flow';
import { IconArrowUpCircle, IconPlugConnectedX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { ConnectorRow } from '../../../api/types.ts';
import { Button } from '../../../ui/Button.tsx';
import { toast } from '../../../ui/toastStore.ts';
import { nothingSelected } from '../../commands/command.ts';
import { type Upgrade, upgradeSteps } from '../../commands/upgradeSteps.ts';
import { useCatalog, useEditor, useSession } from '../../useEditor.ts';
import './apps.css';
import { T } from '../../../texts/T.tsx';
import { t, tn } from '../../../texts/t.ts';
import { flowTypes } from '../flowTypes.ts';
import { OperationPicker } from './PickOperation.tsx';
import { newProblems, versionChanges } from './versionChanges.ts';

type VersionNoteProps = {
  step: Step;
  /** The connector as it is now, in a newer version than the step was built with. */
  connector: ConnectorRow;
};

/** A step whose connector has a newer version: what that changes in this flow, and going over to it. */
export function VersionNote({ step, connector }: VersionNoteProps) {
  const { role } = useSession();
  const catalog = useCatalog();
  const isLooked = useNewest(step, connector);
  const [isOpen, setOpen] = useState(false);
  const after = catalog.find(newestOf(step, connector));
  if (!isLooked) return null;
  if (after === undefined) return <Vanished step={step} connector={connector} />;
  const isKept = catalog.find(step.uses) !== undefined;
  return (
    <section className="version-note" data-tone={isKept ? undefined : 'warning'} aria-label={t('A newer version')}>
      <div className="row">
        <IconArrowUpCircle size={16} stroke={1.75} aria-hidden />
        <span className="grow">
          {isKept ? (
            <T
              text="<b>{name} has a newer version.</b> This step keeps the one it was built with."
              b={<b />}
              name={connector.name}
            />
          ) : (
            <T
              text="<b>Version {version} of {name} is not here.</b> The step cannot run until it uses the one that is."
              b={<b />}
              version={step.uses.version}
              name={connector.name}
            />
          )}
        </span>
        <Button small aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t('What changes')}
        </Button>
      </div>
      {isOpen && <Changes step={step} connector={connector} after={after} isReadOnly={role === 'viewer'} />}
    </section>
  );
}

function newestOf({ uses }: Step, { version }: ConnectorRow): Step['uses'] {
  return { ...uses, version };
}

/** Looks up the operation in the newest version, for this step and the others of its connector. */
function useNewest(step: Step, connector: ConnectorRow): boolean {
  const catalog = useCatalog();
  const steps = useEditor(({ flow }) => flow.steps);
  const [lookedFor, setLooked] = useState<string>();
  const key = `${connector.version} ${step.id}`;
  useEffect(() => {
    const refs = Object.values(steps)
      .filter(({ uses }) => uses.connector === connector.id)
      .map((other) => newestOf(other, connector));
    // Whatever comes of it: what cannot be looked up is said to be gone only when the answer says so.
    void catalog.need(refs).then(
      () => setLooked(key),
      () => undefined,
    );
  }, [catalog, steps, connector, key]);
  return lookedFor === key;
}

type ChangesProps = VersionNoteProps & { after: Operation; isReadOnly: boolean };

function Changes({ step, connector, after, isReadOnly }: ChangesProps) {
  const { editor } = useSession();
  const catalog = useCatalog();
  const flow = useEditor((state) => state.flow);
  const others = othersOf(flow, { step, connector }).filter((other) => catalog.find(newestOf(other, connector)));
  const types = flowTypes({ flow, catalog, version: catalog.getVersion() });
  const changesOf = (one: Step, newest: Operation) =>
    versionChanges(one, { before: catalog.find(one.uses), after: newest, environment: types.environmentOf(one.id) });
  const upgradeOf = (one: Step): Upgrade => {
    const newest = catalog.find(newestOf(one, connector));
    const changes = newest && changesOf(one, newest);
    return { step: one.id, version: connector.version, inputs: changes?.inputs ?? one.inputs };
  };
  const { sentences } = changesOf(step, after);
  const elsewhere = problemsAfter(flow, upgradeOf(step), catalog);
  const upgrade = (steps: readonly Step[]) => {
    editor.execute(upgradeSteps(steps.map(upgradeOf)));
    const text = tn(steps.length, 'The step uses the newer version.', '{count} steps use the newer version.');
    toast({ text, action: { label: t('Undo'), onSelect: () => void editor.undo() } });
  };
  return (
    <>
      <ul className="version-changes">
        {[...sentences, ...elsewhere].map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {sentences.length + elsewhere.length === 0 && <li>{t('Nothing changes for this flow.')}</li>}
      </ul>
      {!isReadOnly && (
        <div className="row">
          <Button small look="primary" onClick={() => upgrade([step])}>
            {t('Upgrade this step')}
          </Button>
          {others.length > 0 && (
            <Button small onClick={() => upgrade([step, ...others])}>
              {t('Upgrade all {value} steps', { value: others.length + 1 })}
            </Button>
          )}
        </div>
      )}
    </>
  );
}

/** The other steps of the flow that could be upgraded as well. */
function othersOf({ steps }: FlowDocument, { step, connector }: VersionNoteProps): Step[] {
  return Object.values(steps).filter(
    ({ id, uses }) => id !== step.id && uses.connector === connector.id && uses.version !== connector.version,
  );
}

function problemsAfter(flow: FlowDocument, upgrade: Upgrade, catalog: ReturnType<typeof useCatalog>): string[] {
  const command = upgradeSteps([upgrade]);
  const nobody = () => {
    throw new Error('An upgrade makes nothing new.');
  };
  const ids = { step: nobody, edge: nobody, note: nobody };
  const after = command.run({ flow, selection: nothingSelected }, ids).flow;
  const problems = { before: check(flow, catalog), after: check(after, catalog) };
  return newProblems(problems, { flow, own: new Set([upgrade.step]) });
}

/** The newer version does not have the operation any more. */
function Vanished({ step, connector }: VersionNoteProps) {
  const { role } = useSession();
  const catalog = useCatalog();
  const [isPicking, setPicking] = useState(false);
  const stillWorks = catalog.find(step.uses) !== undefined;
  return (
    <section className="version-note" data-tone="warning" aria-label={t('An operation that is gone')}>
      <div className="row">
        <IconPlugConnectedX size={16} stroke={1.75} aria-hidden />
        <span className="grow">
          <b>{t('The newer version of {name} does not have this operation any more.', { name: connector.name })}</b>{' '}
          {stillWorks
            ? t('The step keeps the version it was built with. It works for as long as the API itself takes it.')
            : t('The step cannot run until something stands in for it.')}
        </span>
      </div>
      {role !== 'viewer' && (
        <Button small aria-expanded={isPicking} onClick={() => setPicking(!isPicking)}>
          {t('Pick a replacement')}
        </Button>
      )}
      {isPicking && <OperationPicker stepId={step.id} first={`${connector.name} `} />}
    </section>
  );
}
