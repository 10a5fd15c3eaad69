import type { Step } from '@patchbay/flow';
import { IconBoxOff, IconCopy, IconDots, IconFold, IconPower, IconTrash, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTRPC } from '../../api/trpc.ts';
import { t } from '../../texts/t.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu, MenuDivider, MenuItem } from '../../ui/Menu.tsx';
import { Tile } from '../../ui/Tile.tsx';
import { tileIcon } from '../../ui/tileIcon.ts';
import { toast } from '../../ui/toastStore.ts';
import { typedText } from '../../ui/typedText.ts';
import { dissolveFrame } from '../commands/dissolveFrame.ts';
import { duplicateSteps } from '../commands/duplicateSteps.ts';
import { withInsides } from '../commands/edits.ts';
import { boxesOf } from '../canvas/geometry.ts';
import { type Heights, roomy } from '../commands/roomy.ts';
import { foldFrames } from '../commands/foldFrames.ts';
import { removeSteps } from '../commands/removeSteps.ts';
import { renameStep } from '../commands/renameStep.ts';
import { setDisabled } from '../commands/setDisabled.ts';
import { usesOf, usesWords } from '../commands/usesOf.ts';
import type { StepFace } from '../document/createCatalog.ts';
import { HereToo } from '../company/HereToo.tsx';
import { useCatalog, useEditor, useSession } from '../useEditor.ts';

/** Whose panel this is. A click on the name changes it; references follow the step's id. */
export function InspectorHead({ step, onClose }: { step: Step; onClose(): void }) {
  const { role } = useSession();
  const catalog = useCatalog();
  const face = catalog.face(step.uses);
  const group = catalog.find(step.uses)?.group;
  const account = useAccount(step.connection);
  const isReadOnly = role === 'viewer';
  return (
    <div className="panel-head">
      <Tile
        name={face.connector.name}
        category={face.connector.category}
        icon={tileIcon(step.uses)}
        mark={face.connector.icon}
      />
      <div className="grow">
        <StepName step={step} isReadOnly={isReadOnly} />
        <div className="small muted cut">{subtitleOf(step, face, { account, group })}</div>
        <HereToo stepId={step.id} />
      </div>
      {!isReadOnly && <StepMenu step={step} isFrame={face.kind === 'forEach'} />}
      <IconButton small label={t('Close')} icon={<IconX size={16} stroke={1.75} aria-hidden />} onClick={onClose} />
    </div>
  );
}

type More = { account: string | undefined; group: string | undefined };

/** Whose operation it is, and with which account; else which one it is, or what it is for where the name says that. */
function subtitleOf({ name, uses }: Step, { connector, title }: StepFace, { account, group }: More): string {
  const whose = uses.connector === 'core' ? undefined : connector.name;
  const own = account === whose ? undefined : account;
  return [whose, own ?? (name === title ? group : title)].filter(Boolean).join(' · ');
}

/** What can be done with a step as a whole. */
function StepMenu({ step, isFrame }: { step: Step; isFrame: boolean }) {
  const { editor } = useSession();
  const hasInside = useEditor(
    ({ flow }) => isFrame && Object.values(flow.steps).some(({ parent }) => parent === step.id),
  );
  const { remove, dissolve } = useRemoving(step);
  const fold = useFolding(step);
  return (
    <Menu
      trigger={
        <IconButton small label={t('More for this step')} icon={<IconDots size={18} stroke={2} aria-hidden />} />
      }
    >
      <MenuItem
        icon={<IconCopy size={15} stroke={1.75} aria-hidden />}
        onSelect={() => void editor.execute(duplicateSteps)}
      >
        {t('Duplicate')}
      </MenuItem>
      <MenuItem
        icon={<IconPower size={15} stroke={1.75} aria-hidden />}
        onSelect={() => void editor.execute(setDisabled({ steps: [step.id], disabled: step.disabled !== true }))}
      >
        {step.disabled === true ? t('Switch on') : t('Switch off')}
      </MenuItem>
      {isFrame && hasInside && (
        <MenuItem icon={<IconFold size={15} stroke={1.75} aria-hidden />} onSelect={fold}>
          {step.folded === true ? t('Unfold') : t('Fold into one card')}
        </MenuItem>
      )}
      <MenuDivider />
      {isFrame && hasInside && (
        <MenuItem icon={<IconBoxOff size={15} stroke={1.75} aria-hidden />} onSelect={dissolve}>
          {t('Delete, keep the steps inside')}
        </MenuItem>
      )}
      <MenuItem danger icon={<IconTrash size={15} stroke={1.75} aria-hidden />} onSelect={remove}>
        {isFrame && hasInside ? t('Delete with all inside') : t('Delete')}
      </MenuItem>
    </Menu>
  );
}

function useFolding({ id, folded }: Step) {
  const { editor, catalog } = useSession();
  const sizes: Heights = (flow) => boxesOf(flow, catalog.faceOf);
  return () => void editor.execute(roomy(foldFrames({ frames: [id], folded: folded !== true }, sizes), sizes));
}

function useRemoving(step: Step) {
  const { editor } = useSession();
  const catalog = useCatalog();
  const say = (text: string) => toast({ text, action: { label: t('Undo'), onSelect: () => void editor.undo() } });
  return {
    remove() {
      const { flow } = editor.getState();
      const uses = usesWords(usesOf(flow, withInsides(flow, new Set([step.id]))));
      editor.execute(removeSteps([step.id]));
      say(t('“{name}” deleted.{value}', { name: step.name, value: uses === '' ? '' : ` ${uses}` }));
    },
    dissolve() {
      const uses = usesWords(usesOf(editor.getState().flow, new Set([step.id])));
      const waysOn = (inner: Step) => catalog.faceOf(inner).outlets.map(({ name }) => name);
      editor.execute(dissolveFrame({ frame: step.id, waysOn }));
      say(t('“{name}” deleted, its steps stay.{value}', { name: step.name, value: uses === '' ? '' : ` ${uses}` }));
    },
  };
}

function useAccount(id: string | undefined): string | undefined {
  const { workspaceId } = useSession();
  const trpc = useTRPC();
  const { data } = useQuery(trpc.connection.list.queryOptions({ workspaceId }));
  return data?.find((connection) => connection.id === id)?.name;
}

function StepName({ step, isReadOnly }: { step: Step; isReadOnly: boolean }) {
  const { editor } = useSession();
  const [isEditing, setEditing] = useState(false);
  const before = useRef(step.name);
  if (!isEditing) {
    return (
      <h2 className="cut" dir="auto" title={step.name}>
        {isReadOnly ? (
          step.name
        ) : (
          <button
            type="button"
            className="rename cut"
            title={t('Click to rename')}
            onClick={() => {
              before.current = step.name;
              setEditing(true);
            }}
          >
            {step.name}
          </button>
        )}
      </h2>
    );
  }
  const rename = (name: string) => void editor.execute(renameStep({ step: step.id, name: typedText(name) }));
  return (
    <input
      className="rename-input"
      dir="auto"
      aria-label={t('Name of the step')}
      defaultValue={step.name}
      maxLength={120}
      // biome-ignore lint/a11y/noAutofocus: the person just asked to change it
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onBlur={(event) => {
        rename(typedText(event.currentTarget.value));
        setEditing(false);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key !== 'Escape') return;
        event.currentTarget.value = before.current;
        event.currentTarget.blur();
      }}
    />
  );
}
