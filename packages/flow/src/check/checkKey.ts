import { checkMapping, type MappingProblem, referencedSteps } from '@patchbay/expression';
import { messageOf, type Said, say } from '@patchbay/words';
import type { Catalog } from '../catalog.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { own } from '../equal.ts';
import { typesOf } from '../types.ts';
import { quoted } from '../words.ts';
import { withNames } from './checkMappings.ts';
import { type CheckContext, error } from './context.ts';

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
    return [
      error('key_not_of_trigger', ofSetting(say('it takes a value from a step that is gone. Pick another value.'))),
    ];
  }
  if (operationOf(step)?.kind === 'trigger') return [];
  const problem = say('{step} runs only after the run has its turn. Pick a value of what starts the flow.', {
    step: quoted(step.name),
  });
  return [error('key_not_of_trigger', ofSetting(problem))];
}

function diagnosed(context: CheckContext, problem: MappingProblem): Diagnostic {
  const { code, severity } = problem;
  return { code, severity, ...messageOf(ofSetting(withNames(context, problem))) };
}

function ofSetting(problem: Said): Said {
  return say('Flow settings, “In order, for each”: {problem}', { problem });
}
