import type { FlowDiff, RecordsDiff } from './diff.ts';
import type { Edge, FlowDocument, Step } from './document.ts';
import { own, sameJson } from './equal.ts';
import { counted, inWords } from './words.ts';

/**
 * What a change does, in a few words for undo and history: "Delete Send e-mail". `document`, before or after the change,
 * gives the names of steps that the change itself does not hold.
 */
export function describeDiff(diff: FlowDiff, document?: FlowDocument): string {
  return (
    ofSteps(diff, document) ?? ofEdges(diff, document) ?? ofNotes(diff.notes) ?? ofSettings(diff) ?? 'Change nothing'
  );
}

function ofSteps({ steps }: FlowDiff, document: FlowDocument | undefined): string | undefined {
  const [added, removed, updated] = [steps.added, steps.removed, steps.updated].map(
    (group) => Object.keys(group).length,
  );
  if (added && removed) return added === 1 && removed === 1 ? replaced(steps) : 'Change several steps';
  if (added) return `Add ${named(Object.values(steps.added))}`;
  if (removed) return `Delete ${named(Object.values(steps.removed))}`;
  if (updated) return ofUpdates(Object.values(steps.updated), document);
  return undefined;
}

function replaced({ added, removed }: RecordsDiff<Step>): string {
  return `Replace ${named(Object.values(removed))} by ${named(Object.values(added))}`;
}

function ofUpdates(updates: [Step, Step][], document: FlowDocument | undefined): string {
  const [first] = updates;
  if (first !== undefined && updates.length === 1) return ofUpdate(first, document);
  const steps = updates.map(([, after]) => after);
  const parts = updates.map(changedParts);
  if (!parts.flat().every((part) => LAYOUT.has(part))) return `Change ${named(steps)}`;
  // What stands below a frame makes room for it.
  const folded = steps.filter((_, at) => parts[at]?.includes('folded'));
  return folded.length > 0 ? ofFolding(folded) : `Move ${named(steps)}`;
}

/** Where steps stand and whether their insides are to be seen. */
const LAYOUT: ReadonlySet<string> = new Set(['position', 'folded']);

function ofFolding(frames: readonly Step[]): string {
  return `${frames.every(({ folded }) => folded) ? 'Fold' : 'Unfold'} ${named(frames)}`;
}

function ofUpdate([before, after]: [Step, Step], document: FlowDocument | undefined): string {
  const parts = changedParts([before, after]).filter((part) => part !== 'position');
  const [part] = parts;
  const { name } = after;
  if (part === undefined) return `Move ${name}`;
  if (parts.length > 1 && part !== 'parent') return `Change ${name}`;
  if (part === 'name') return `Rename ${before.name} to ${name}`;
  if (part === 'inputs') return ofInputs(before, after);
  if (part === 'connection') return `Change the account of ${name}`;
  if (part === 'retry') return `Change the retries of ${name}`;
  if (part === 'timeoutMs') return `Change the time limit of ${name}`;
  if (part === 'onMock') return `Use ${after.onMock ? 'sample data' : 'no sample data'} for ${name}`;
  if (part === 'folded') return ofFolding([after]);
  if (part === 'disabled') return `Switch ${after.disabled ? 'off' : 'on'} ${name}`;
  if (part === 'parent') return ofParent(before, after, document);
  return `Change the operation of ${name}`;
}

function ofInputs(before: Step, after: Step): string {
  const inputs = changedKeys(before.inputs, after.inputs);
  const [input] = inputs;
  return inputs.length === 1 && input !== undefined
    ? `Change ${inWords(input)} of ${after.name}`
    : `Change ${counted(inputs.length, 'field')} of ${after.name}`;
}

function ofParent(before: Step, after: Step, document: FlowDocument | undefined): string {
  const loop = (id: string | undefined) =>
    (id === undefined ? undefined : own(document?.steps ?? {}, id)?.name) ?? 'the loop';
  return after.parent === undefined
    ? `Take ${after.name} out of ${loop(before.parent)}`
    : `Put ${after.name} into ${loop(after.parent)}`;
}

function ofEdges({ edges, steps }: FlowDiff, document: FlowDocument | undefined): string | undefined {
  const added = Object.values(edges.added);
  const removed = Object.values(edges.removed);
  const rerouted = Object.values(edges.updated).map(([, after]) => after);
  const name = (id: string) => own(document?.steps ?? {}, id)?.name ?? own(steps.added, id)?.name;
  const ends = (edge: Edge | undefined, word: string) => {
    const [from, to] = edge === undefined ? [] : [name(edge.from), name(edge.to)];
    return from === undefined || to === undefined ? undefined : `${from} ${word} ${to}`;
  };
  if (added.length + removed.length + rerouted.length === 0) return undefined;
  if (removed.length === 0 && rerouted.length === 0)
    return `Connect ${(added.length === 1 && ends(added[0], 'to')) || counted(added.length + 1, 'step')}`;
  if (added.length === 0 && rerouted.length === 0) {
    return `Disconnect ${(removed.length === 1 && ends(removed[0], 'from')) || counted(removed.length, 'wire')}`;
  }
  return `Rewire ${ends(added[0] ?? rerouted[0], 'to') ?? 'steps'}`;
}

function ofSettings({ settings }: FlowDiff): string | undefined {
  return settings && 'Change the settings of the flow';
}

function ofNotes({ added, updated, removed }: FlowDiff['notes']): string | undefined {
  const [adds, removes, updates] = [added, removed, updated].map((group) => Object.keys(group).length);
  const noun = (count: number) => (count === 1 ? 'a note' : `${count} notes`);
  if (adds) return `Add ${noun(adds)}`;
  if (removes) return `Delete ${noun(removes)}`;
  if (!updates) return undefined;
  const isMove = Object.values(updated).every(([before, after]) => before.text === after.text);
  return `${isMove ? 'Move' : 'Change'} ${noun(updates)}`;
}

function named(steps: readonly Step[]): string {
  const [first] = steps;
  return first !== undefined && steps.length === 1 ? first.name : counted(steps.length, 'step');
}

function changedParts([before, after]: [Step, Step]): string[] {
  return changedKeys(before, after);
}

function changedKeys(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>): string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].filter((key) => !sameJson(own(before, key), own(after, key)));
}
