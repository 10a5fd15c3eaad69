import type { Addresses } from '../callbacks/addresses.ts';
import type { FileStore } from '../files/fileStore.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { hostedCallbackAddress } from '../worker/hosted/callbackAddress.ts';
import { hostedCode } from '../worker/hosted/code.ts';
import type { HostedOperations } from '../worker/hosted/hosted.ts';

/** Everything the host's hands work with. */
export type HostParts = { sandbox: Sandbox; files: FileStore; addresses: Addresses };

/** The host's hands, one for each built-in operation that is `hosted`. */
export function hostedOperations({ sandbox, addresses }: HostParts): HostedOperations {
  return { 'core/code': hostedCode(sandbox), 'core/callbackAddress': hostedCallbackAddress(addresses) };
}
