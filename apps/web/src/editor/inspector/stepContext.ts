import type { Operation } from '@patchbay/connector';
import type { EvaluationContext, Formula, Mapping, Reference } from '@patchbay/expression';
import type { Diagnostic, Environment, FlowDocument, Step } from '@patchbay/flow';
import { createContext, useContext } from 'react';
import type { StepFace } from '../document/createCatalog.ts';
import type { Samples } from './data/samples.ts';

/** Everything the fields of one step's panel need to know. */
export type StepContextValue = {
  step: Step;
  operation: Operation;
  flow: FlowDocument;
  faceOf(step: Step): StepFace;
  samples: Samples;
  /** What the field at this path may refer to. */
  environmentFor(path: readonly string[]): Environment;
  /** What the field at this path sees when its mapping is worked out on the samples. */
  valuesFor(path: readonly string[]): EvaluationContext;
  /** What is wrong with the field at this path; with `inside`, also with what is in it. */
  problemsAt(path: readonly string[], options?: { inside?: boolean }): readonly Diagnostic[];
  mappingAt(path: readonly string[]): Mapping | undefined;
  setMapping(path: readonly string[], mapping: Mapping | undefined): void;
  isReadOnly: boolean;
  /** Whether data can be plugged in: nothing stands before a trigger. */
  canPlug: boolean;
};

export const StepContext = createContext<StepContextValue | undefined>(undefined);

/** The step whose panel is open. Throws outside a panel. */
export function useStepContext(): StepContextValue {
  const context = useContext(StepContext);
  if (context === undefined) throw new Error('This part of the screen stands outside a panel.');
  return context;
}

/** The field that has the keyboard, as the picker sees it. */
export type ActiveField = {
  id: string;
  path: readonly string[];
  label: string;
  /** The field's box on the screen: the picker stands beside it and its cable ends at its socket. */
  box: HTMLElement;
  /** Puts a pill, or text, where the cursor is. */
  insert(content: Reference | Formula | string): void;
  /** Gives the keyboard back to the field. */
  focus(): void;
};

export type PickerControls = {
  active: ActiveField | undefined;
  isOpen: boolean;
  /** Which field has the keyboard; with `open`, the picker stands beside it. */
  activate(field: ActiveField, options?: { open?: boolean }): void;
  /** Puts the cursor into the picker's search. `typed` is put into the field when Escape leaves the search. */
  ask(typed: string): void;
  /** Hides the picker; the field keeps the keyboard. */
  hide(): void;
  /** Nothing has the keyboard any more. */
  leave(id: string): void;
};

export const PickerContext = createContext<PickerControls | undefined>(undefined);

export function usePicker(): PickerControls {
  const context = useContext(PickerContext);
  if (context === undefined) throw new Error('This field stands outside a panel.');
  return context;
}
