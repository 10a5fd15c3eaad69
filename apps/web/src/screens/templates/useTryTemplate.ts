import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTRPC } from '../../api/trpc.ts';
import type { Answers } from '../../api/types.ts';
import { useWorkspace } from '../../app/session.ts';
import { payloadOf, type Typed, typedFrom } from '../runs/startFields.ts';
import type { TemplatePage } from './TemplateScreen.tsx';

export type Tried = Answers['template']['try'];
export type TriedStep = Tried['steps'][number];

const NONE: ReadonlyMap<string, string> = new Map();

/** So long does each step stand alone before the next one is shown. */
const STEP_MS = 170;

/** A try of a template on its page: the sample with what is typed into it, and how it went, step by step. */
export function useTryTemplate({ id: templateId, start, steps }: TemplatePage) {
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  const [sample, setSample] = useState(0);
  const [typed, setTyped] = useState<Typed>(() => typedFrom(start.fields, start.samples[0]));
  const [isAsked, setAsked] = useState(false);
  const run = useMutation(trpc.template.try.mutationOptions());
  const read = payloadOf(start.fields, typed);
  const shown = useOneByOne(run.data, steps.length);
  const choose = (at: number) => {
    setSample(at);
    setTyped(typedFrom(start.fields, start.samples[at]));
    setAsked(false);
  };
  return {
    sample,
    choose,
    typed,
    type: (name: string, value: Typed[string]) => setTyped({ ...typed, [name]: value }),
    problems: isAsked && !read.ok ? read.problems : NONE,
    error: run.error,
    isBusy: run.isPending || (run.data !== undefined && shown < steps.length),
    /** What is known so far; absent before the first try, and while one is asked for. */
    tried: run.data,
    /** The steps that are shown as done by now. */
    shown: new Set(steps.slice(0, shown).map((step) => step.id)),
    go() {
      setAsked(true);
      if (!read.ok || run.isPending) return;
      const values = start.fields.length === 0 ? {} : { values: read.payload as Record<string, string> };
      run.mutate({ workspaceId, templateId, sample, ...values });
    },
  };
}

export type TemplateTry = ReturnType<typeof useTryTemplate>;

/** How many of the steps are shown: one after the other, as a run goes; all at once for whoever wants no movement. */
function useOneByOne(tried: Tried | undefined, count: number): number {
  const [going, setGoing] = useState<{ of: Tried; shown: number }>();
  const [isStill] = useState(() => matchMedia('(prefers-reduced-motion: reduce)').matches);
  useEffect(() => {
    if (tried === undefined || isStill) return;
    const timer = setInterval(
      () => setGoing((before) => ({ of: tried, shown: before?.of === tried ? Math.min(count, before.shown + 1) : 2 })),
      STEP_MS,
    );
    return () => clearInterval(timer);
  }, [tried, count, isStill]);
  if (tried === undefined) return 0;
  if (isStill) return count;
  return going?.of === tried ? going.shown : 1;
}
