import type { StepView } from './toCanvas.ts';

type Drawn = { data: { view: StepView } };

/** For `memo`: React Flow hands a card its place as well, which is new with every move of a hand and nothing that the card draws. */
export function hasSameView(before: Drawn, after: Drawn): boolean {
  return before.data.view === after.data.view;
}
