import { applyDiff, diffFlows, type FlowDiff, type FlowDocument, invertDiff, type Step } from '@patchbay/flow';
import { t } from '../../texts/t.ts';
import { type Command, type EditorState, selectSteps } from '../commands/command.ts';
import { applicablePart } from '../document/applicablePart.ts';
import { sameJson } from '../document/sameJson.ts';

/**
 * The step that was open here, as it was just before somebody else deleted it or made it do something else. `diff` is what
 * they did to the flow with that; `clientId`: the tab it came from, where that is known.
 */
export type Lost = { step: Step; diff: FlowDiff; clientId?: string | undefined };

/** What is lost of the open step when the flow becomes what somebody else has saved; undefined where nothing is. */
export function lostStep({ flow, selection }: EditorState, after: FlowDocument): Lost | undefined {
  const [id, ...others] = selection.steps;
  const step = id && others.length === 0 ? flow.steps[id] : undefined;
  if (step === undefined || sameJson(after.steps[step.id]?.uses, step.uses)) return undefined;
  return { step, diff: diffFlows(flow, after) };
}

/**
 * Puts back what is lost: a deleted step with all that was deleted with it and its wires, or what a step did before. What
 * they have done besides stays.
 */
export function bringBack({ step, diff }: Lost): Command {
  return {
    id: 'steps.bringBack',
    label: t('bring back “{name}”', { name: step.name }),
    run(state) {
      const { flow } = state;
      const now = flow.steps[step.id];
      const selection = selectSteps(step.id);
      if (now !== undefined) {
        const before = { ...step, position: now.position, parent: now.parent };
        return { flow: { ...flow, steps: { ...flow.steps, [step.id]: before } }, selection };
      }
      const { steps, edges } = invertDiff(diff);
      const nothing = { added: {}, updated: {}, removed: {} };
      const wanted = { steps: { ...nothing, added: steps.added }, edges: { ...edges, updated: {} }, notes: nothing };
      const back = applyDiff(flow, applicablePart(wanted, flow).diff);
      return back.steps[step.id] === undefined ? state : { flow: back, selection };
    },
  };
}
