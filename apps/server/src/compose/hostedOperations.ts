import type { Addresses } from '../callbacks/addresses.ts';
import type { FileStore } from '../files/fileStore.ts';
import type { Deliver } from '../mail/deliver.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { hostedCallbackAddress } from '../worker/hosted/callbackAddress.ts';
import { hostedCode } from '../worker/hosted/code.ts';
import type { HostedOperations } from '../worker/hosted/hosted.ts';
import { hostedSendEmail } from '../worker/hosted/sendEmail.ts';

/** Everything the host's hands work with. */
export type HostParts = { sandbox: Sandbox; files: FileStore; deliver: Deliver; addresses: Addresses };

/** The host's hands, one for each built-in operation that is `hosted`. */
export function hostedOperations({ sandbox, files, deliver, addresses }: HostParts): HostedOperations {
  return { 'core/code': hostedCode(sandbox), 'email/send': hostedSendEmail({ deliver, files }), 'core/callbackAddress': hostedCallbackAddress(addresses) };
}
