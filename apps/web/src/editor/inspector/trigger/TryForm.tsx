import type { Json } from '@patchbay/expression';
import { useStepContext } from '../stepContext.ts';
import { Listen } from './Listen.tsx';

/** Opens the form as it is drawn now, and takes what is answered as the step's example. */
export function TryForm() {
  const { setMapping, isReadOnly } = useStepContext();
  if (isReadOnly) return null;
  return <Listen isForm onUse={(value: Json) => setMapping(['example'], { kind: 'literal', value })} />;
}
