import { StepId } from '@patchbay/flow';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useRef } from 'react';
import { type EditorState, nothingSelected, selectSteps } from './commands/command.ts';
import { useEditor, useSession } from './useEditor.ts';

/** The step whose panel is open: the one selected step. */
export function useOpenStep(): StepId | undefined {
  return useEditor(openStepIn);
}

/** The same of a state that is not on a screen. */
export function openStepIn({ selection: { steps, notes, edges } }: EditorState): StepId | undefined {
  return steps.size === 1 && notes.size + edges.size === 0 ? [...steps][0] : undefined;
}

/** Keeps `?step=` and the open step the same: picking a step changes the address, and Back closes its panel. */
export function useStepInUrl() {
  const { editor } = useSession();
  const open = useOpenStep();
  const inUrl = useSearch({ from: '/signedIn/flows/$flowId', select: ({ step }) => step });
  const navigate = useNavigate();
  // The last value both sides agreed on: the side that differs from it is the one that changed.
  const agreed = useRef<string | undefined>(undefined);

  const fromUrl = useEffectEvent(() => {
    if (inUrl === agreed.current) return;
    agreed.current = inUrl;
    const id = StepId.safeParse(inUrl);
    const exists = id.success && editor.getState().flow.steps[id.data] !== undefined;
    if (inUrl !== open) editor.select(exists ? selectSteps(id.data) : nothingSelected);
  });
  const toUrl = useEffectEvent(() => {
    // As it is by now: at first the step of the address has just been picked, and nothing of that is drawn yet.
    const now = openStepIn(editor.getState());
    if (now === agreed.current) return;
    const replace = now !== undefined && agreed.current !== undefined;
    agreed.current = now;
    void navigate({ to: '.', search: now === undefined ? {} : { step: now }, replace });
  });
  useEffect(() => {
    if (inUrl !== undefined || agreed.current !== undefined) fromUrl();
  }, [inUrl]);
  useEffect(() => {
    if (open !== undefined || agreed.current !== undefined) toUrl();
  }, [open]);
}
