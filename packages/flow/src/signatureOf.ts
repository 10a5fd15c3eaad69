import type { Catalog, FlowSignature } from './catalog.ts';
import type { FlowDocument } from './document.ts';
import { own } from './equal.ts';
import { fieldsOf, standAlone } from './schema.ts';
import { typesOf } from './types.ts';

/**
 * What a flow takes and gives when another flow calls it: what its trigger gives to the steps after it, and the body of its
 * only answer; anything where it has none, or several. Undefined for a flow whose triggers are not of the given operation.
 */
export function signatureOf(
  document: FlowDocument,
  catalog: Catalog,
  calledBy: { connector: string; operation: string },
): FlowSignature | undefined {
  const steps = Object.values(document.steps).filter(({ disabled }) => disabled !== true);
  const trigger = steps.find(
    ({ uses }) => uses.connector === calledBy.connector && uses.operation === calledBy.operation,
  );
  if (trigger === undefined) return undefined;
  const types = typesOf(document, catalog);
  const answers = steps.filter(({ uses }) => catalog.find(uses)?.kind === 'respond');
  const [answer] = answers;
  const isTyped = answer !== undefined && answers.length === 1 && own(answer.inputs, 'body') !== undefined;
  return { input: types.outputOf(trigger.id), output: isTyped ? bodyOf(types.outputOf(answer.id)) : true };
}

function bodyOf(answer: FlowSignature['output']): FlowSignature['output'] {
  const at = { schema: answer, root: answer };
  return standAlone({ schema: fieldsOf(at).properties.get('body') ?? true, root: answer });
}
