import type { Addresses } from '../callbacks/addresses.ts';
import type { FileStore } from '../files/fileStore.ts';
import type { Deliver } from '../mail/deliver.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { hostedCallbackAddress } from '../worker/hosted/callbackAddress.ts';
import { hostedCode } from '../worker/hosted/code.ts';
import type { Hosted, HostedOperations } from '../worker/hosted/hosted.ts';
import { hostedS3Link } from '../worker/hosted/s3Link.ts';
import { hostedSavedValues } from '../worker/hosted/savedValues.ts';
import { hostedSendEmail } from '../worker/hosted/sendEmail.ts';
import { hostedTables } from '../worker/hosted/tables.ts';
import { hostedUnseen } from '../worker/hosted/unseen.ts';
import type { Kept } from './openKept.ts';

/** Everything the host's hands work with. */
export type HostParts = Kept & {
  sandbox: Sandbox;
  files: FileStore;
  deliver: Deliver;
  addresses: Addresses;
  callFlow: Hosted;
  now(): number;
};

/** The host's hands, one for each built-in operation that is `hosted`. */
export function hostedOperations(parts: HostParts): HostedOperations {
  const { sandbox, files, deliver, addresses, callFlow, tables, savedValues, memories, now } = parts;
  return {
    'core/code': hostedCode(sandbox),
    'email/send': hostedSendEmail({ deliver, files }),
    'core/callbackAddress': hostedCallbackAddress(addresses),
    'core/subflow': callFlow,
    ...hostedTables(tables),
    ...hostedSavedValues(savedValues, now),
    's3/makeLink': hostedS3Link(now),
    'lists/unseen': hostedUnseen(memories, now),
  };
}
