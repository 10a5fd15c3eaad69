import { checkMapping, type MappingProblem, referencedSteps } from '@patchbay/expression';
import type { Catalog } from '../catalog.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { own } from '../equal.ts';
import { typesOf } from '../types.ts';
import { quoted } from '../words.ts';
import { withNames } from './checkMappings.ts';
import { type CheckContext, error } from './context.ts';

const SETTING = 'Flow settings, “In order, for each”';

/** What is wrong with the value by which runs go in order: it is worked out before any step, so only triggers can give it. */
export function checkKey(context: CheckContext, catalog: Catalog): Diagnostic[] {
  const { document, graph } = context;
  const key = document.settings?.key;
  if (key === undefined) return [];
  const wrong = [...new Set(referencedSteps(key))].flatMap((id) => notOfTrigger(context, id));
  if (wrong.length > 0) return wrong;
  const types = typesOf(document, catalog, graph);
  const triggers = Object.values(document.steps).filter((step) => context.operationOf(step)?.kind === 'trigger');
  const environment = Object.fromEntries(triggers.map(({ id }) => [id, types.outputOf(id)]));
  return checkMapping(key, { environment }).map((problem) => diagnosed(context, problem));
}

function notOfTrigger({ document, operationOf }: CheckContext, id: string): Diagnostic[] {
  const step = own(document.steps, id);
  if (step === undefined) {
    return [error('key_not_of_trigger', `${SETTING}: it takes a value from a step that is gone. Pick another value.`)];
  }
  if (operationOf(step)?.kind === 'trigger') return [];
  const message = `${SETTING}: ${quoted(step.name)} runs only after the run has its turn. Pick a value of what starts the flow.`;
  return [error('key_not_of_trigger', message)];
}

function diagnosed(context: CheckContext, problem: MappingProblem): Diagnostic {
  const { code, severity } = problem;
  return { code, severity, message: `${SETTING}: ${withNames(context, problem)}` };
}
