import { sampleFromSchema } from '@patchbay/connector';
import { extractSteps, type FlowDocument, type StepId } from '@patchbay/flow';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useState } from 'react';
import { known, t, tn } from '../../texts/t.ts';
import { FormDialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { toast } from '../../ui/toastStore.ts';
import { moveOut } from '../commands/moveOut.ts';
import { createIds } from '../document/createIds.ts';
import { announce } from '../statusLine.ts';
import { useSession } from '../useEditor.ts';
import { useNewFlow } from './useNewFlow.ts';
import './moveOut.css';

const core = (operation: string) => ({ connector: 'core', version: '1', operation });
const USES = { called: core('called'), call: core('subflow'), answer: core('respond') };

type Made = Extract<ReturnType<typeof extractSteps>, { ok: true }>;

/** What is about to be moved: the flow as it was then, and which of its steps. */
type Moving = { flow: FlowDocument; steps: ReadonlySet<StepId> };

/** Asks what the new flow is called, and says before it is made what it will take and give; or says why it cannot be. */
export function MoveOut({ onClose }: { onClose(): void }) {
  const { editor } = useSession();
  const [moving] = useState((): Moving => {
    const { flow, selection } = editor.getState();
    return { flow, steps: selection.steps };
  });
  const extract = useExtract(moving);
  const [name, setName] = useState(() => firstName(moving));
  const wanted = name.trim();
  const found = extract(wanted || t('New flow'));
  const refused = found.ok ? undefined : known(found.reason);
  const give = useEffectEvent((reason: string) => {
    announce(reason);
    toast({ text: reason });
    onClose();
  });
  useEffect(() => {
    if (refused !== undefined) give(refused);
  }, [refused]);
  const { move, isBusy, refusal } = useMove(moving, onClose);
  const count = moving.steps.size;
  if (!found.ok) return null;
  return (
    <FormDialog
      title={t('Move into a flow of its own')}
      opened
      onClose={onClose}
      onSubmit={() => wanted !== '' && void move(wanted, found)}
      submit={tn(count, 'Move {count} step', 'Move {count} steps')}
      busy={isBusy}
      width={480}
    >
      <TextField
        label={t('Name of the new flow')}
        value={name}
        onText={setName}
        maxLength={110}
        required
        error={refusal ?? (wanted === '' ? t('Give it a name.') : undefined)}
      />
      <dl className="moving">
        <dt>{t('It is given')}</dt>
        <dd>{found.inputs.join(', ') || t('Nothing')}</dd>
        <dt>{t('It answers with')}</dt>
        <dd>{found.answers.join(', ') || t('Nothing')}</dd>
      </dl>
      <p className="muted small">
        {t('One step here calls it. Undo brings the steps back; the new flow stays in your list of flows.')}
      </p>
    </FormDialog>
  );
}

function useExtract({ flow: document, steps }: Moving) {
  const { catalog } = useSession();
  const [ids] = useState(() => createIds());
  return (name: string) =>
    extractSteps({ document, catalog, steps, name, uses: USES, sampleOf: sampleFromSchema, ids });
}

function useMove({ flow, steps }: Moving, onMoved: () => void) {
  const { editor } = useSession();
  const { create, isBusy, refusal } = useNewFlow();
  const navigate = useNavigate();
  async function move(name: string, { flow: document, rest, call }: Made) {
    const made = await create({ name, document });
    if (made === undefined) return;
    const { id: flowId, words } = made;
    const isMoved = editor.execute(moveOut({ from: flow, to: rest(flowId), call, count: steps.size, name }));
    onMoved();
    const said = isMoved
      ? words
      : t('The flow was changed meanwhile, so its steps stay. “{name}” is in your list.', { name });
    announce(said);
    const open = () => void navigate({ to: '/flows/$flowId', params: { flowId } });
    toast({ text: said, action: { label: t('Open it'), onSelect: open } });
  }
  return { move, isBusy, refusal };
}

function firstName({ flow, steps }: Moving): string {
  const picked = [...steps].flatMap((id) => flow.steps[id] ?? []).toSorted((a, b) => a.position.y - b.position.y);
  return picked[0]?.name.slice(0, 110) ?? '';
}
