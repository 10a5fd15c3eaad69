import { called } from './operations/called.ts';
import { subflow } from './operations/subflow.ts';

/**
 * Steps that the engine carries out and the server does not yet: nobody starts their flows.
 * They are tested with the others and not offered to anybody, because a step that never ends would be a false promise.
 */
export const upcoming = { called, subflow };
