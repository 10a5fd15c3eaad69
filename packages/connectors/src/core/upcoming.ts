import { approval } from './operations/approval.ts';
import { callback } from './operations/callback.ts';
import { callbackAddress } from './operations/callbackAddress.ts';
import { called } from './operations/called.ts';
import { subflow } from './operations/subflow.ts';

/**
 * Steps that the engine carries out and the server does not yet: nobody mints their addresses or starts their flows.
 * They are tested with the others and not offered to anybody, because a step that never ends would be a false promise.
 */
export const upcoming = { called, callbackAddress, callback, approval, subflow };
