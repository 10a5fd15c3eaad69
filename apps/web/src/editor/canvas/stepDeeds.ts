import { ERROR, type StepId } from '@patchbay/flow';
import { t } from '../../texts/t.ts';
import { selectSteps } from '../commands/command.ts';
import { disconnect } from '../commands/disconnect.ts';
import { putInto, takeOut } from '../commands/moveScope.ts';
import { neighbourOf, reorder } from '../commands/reorder.ts';
import { setDisabled } from '../commands/setDisabled.ts';
import type { Editor } from '../document/createEditor.ts';
import { existingSelection } from '../document/existingSelection.ts';
import { announce } from '../statusLine.ts';
import type { KeyDeeds } from './canvasKeys.ts';
import type { Gestures } from './gestures.ts';
import type { CanvasView } from './toCanvas.ts';

/** One line of a step's menu. */
export type StepDeed = {
  icon:
    | 'add'
    | 'fails'
    | 'connect'
    | 'unplug'
    | 'rename'
    | 'up'
    | 'down'
    | 'into'
    | 'out'
    | 'fold'
    | 'copy'
    | 'power'
    | 'flow'
    | 'delete';
  words: string;
  run(): void;
};

export type DeedsOn = {
  editor: Editor;
  gestures: Gestures;
  view: CanvasView;
  deeds: Pick<KeyDeeds, 'addAfter' | 'addOnFailure' | 'connectFrom' | 'duplicate' | 'fold' | 'remove' | 'focus'>;
  step: StepId;
  /** What is meant: the step alone, or all that are picked. */
  picked: readonly StepId[];
  /** What is picked, and open, stays so: the menu was opened beside the canvas. */
  isAside: boolean;
  rename(): void;
  onMoveOut(): void;
};

/** Into so many frames a step can be put by its menu. */
const MOST_FRAMES = 4;

/** All that can be done with a step without dragging it, in groups. With several steps picked, what can be done with all of them. */
export function stepDeeds(on: DeedsOn): StepDeed[][] {
  const isOne = on.picked.length === 1;
  const groups = isOne ? [wiring(on), moving(on), [renaming(on), ...folding(on)], whole(on)] : [whole(on)];
  const remove: StepDeed = { icon: 'delete', words: t('Delete'), run: on.deeds.remove };
  const all = [...groups, [remove]].filter((group) => group.length > 0);
  return on.isAside ? all.map((group) => group.map((deed) => aside(deed, on))) : all;
}

/** What opens something of its own, for which the step must stay picked or need not be. */
const OPENS = new Set<StepDeed['icon']>(['add', 'fails', 'connect', 'rename', 'flow']);

function aside(deed: StepDeed, { editor, step }: DeedsOn): StepDeed {
  return {
    ...deed,
    run() {
      const { selection } = editor.getState();
      if (deed.icon === 'flow' || !OPENS.has(deed.icon)) editor.select(selectSteps(step));
      deed.run();
      if (!OPENS.has(deed.icon)) editor.select(existingSelection({ ...editor.getState(), selection }));
    },
  };
}

function wiring({ editor, view, deeds, step }: DeedsOn): StepDeed[] {
  const own = view.steps.find(({ id }) => id === step);
  const outlets = own?.outlets ?? [];
  const out = view.edges.filter(({ from, isInside }) => from === step && !isInside);
  const nameOf = (id: StepId) => view.steps.find((one) => one.id === id)?.name ?? '';
  const unplugs = out.map(({ id, to, outlet }): StepDeed => {
    const name = nameOf(to);
    const way = outlets.length > 1 ? outlets.find((one) => one.name === outlet)?.label : undefined;
    const words =
      outlet === ERROR
        ? t('Take out the wire to “{name}” (if it fails)', { name })
        : way === undefined
          ? t('Take out the wire to “{name}”', { name })
          : t('Take out the wire to “{name}” ({way})', { name, way });
    const run = () => {
      if (editor.execute(disconnect([id]))) announce(t('The wire to “{name}” was taken out.', { name }));
    };
    return { icon: 'unplug', words, run };
  });
  return [
    { icon: 'add', words: t('Add a step after this one'), run: () => deeds.addAfter(step) },
    ...(own?.isTrigger === false
      ? [{ icon: 'fails' as const, words: t('Add a step for if it fails'), run: () => deeds.addOnFailure(step) }]
      : []),
    { icon: 'connect', words: t('Connect to another step'), run: () => deeds.connectFrom(step) },
    ...unplugs,
  ];
}

function moving({ editor, gestures, view, deeds, step }: DeedsOn): StepDeed[] {
  const { flow } = editor.getState();
  const { arranging, arrange } = gestures;
  const own = view.steps.find(({ id }) => id === step);
  const shift = (way: 'up' | 'down'): StepDeed[] => {
    const other = neighbourOf(flow, { step, way }, arranging);
    if (other === undefined) return [];
    const { name } = other;
    const words = way === 'up' ? t('Move above “{name}”', { name }) : t('Move below “{name}”', { name });
    const said = way === 'up' ? t('Moved above “{name}”.', { name }) : t('Moved below “{name}”.', { name });
    return [{ icon: way, words, run: () => done(arrange(reorder({ step, way }, arranging)), said) }];
  };
  const done = (isDone: boolean, said: string) => {
    if (!isDone) return;
    announce(said);
    deeds.focus(step);
  };
  const isFrame = ({ kind, folded }: CanvasView['steps'][number]) => kind === 'loop' || folded !== undefined;
  const frames = view.steps.filter((one) => isFrame(one) && one.id !== step && one.parent === own?.parent);
  const into = own?.isTrigger === true ? [] : frames.slice(0, MOST_FRAMES);
  const around = flow.steps[own?.parent ?? ''];
  return [
    ...shift('up'),
    ...shift('down'),
    ...into.map(({ id, name }): StepDeed => {
      const said = t('It stands in “{name}” now.', { name });
      const put = () => done(arrange(putInto({ step, frame: id }, arranging)), said);
      return { icon: 'into', words: t('Put into “{name}”', { name }), run: put };
    }),
    ...(around === undefined
      ? []
      : [
          {
            icon: 'out' as const,
            words: t('Take out of “{name}”', { name: around.name }),
            run: () =>
              done(arrange(takeOut(step, arranging)), t('It comes after “{name}” now.', { name: around.name })),
          },
        ]),
  ];
}

function renaming({ rename }: DeedsOn): StepDeed {
  return { icon: 'rename', words: t('Rename'), run: rename };
}

function folding({ editor, deeds, step }: DeedsOn): StepDeed[] {
  const { steps } = editor.getState().flow;
  const mayFold = Object.values(steps).some(
    ({ parent }) => parent === step || parent === (steps[step]?.parent ?? step),
  );
  return mayFold ? [{ icon: 'fold', words: t('Fold or unfold its frame'), run: () => deeds.fold(step) }] : [];
}

function whole({ editor, deeds, picked, onMoveOut }: DeedsOn): StepDeed[] {
  const { flow } = editor.getState();
  const isOff = picked.every((id) => flow.steps[id]?.disabled === true);
  const turn = () => {
    if (!editor.execute(setDisabled({ steps: picked, disabled: !isOff }))) return;
    announce(isOff ? t('Switched on.') : t('Switched off. Runs pass it by.'));
  };
  return [
    { icon: 'copy', words: t('Duplicate'), run: deeds.duplicate },
    { icon: 'power', words: isOff ? t('Switch on') : t('Switch off'), run: turn },
    { icon: 'flow', words: t('Move into a flow of its own'), run: onMoveOut },
  ];
}
