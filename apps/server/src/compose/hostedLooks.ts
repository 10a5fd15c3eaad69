import type { Egress } from '../egress/egress.ts';
import type { FileStore } from '../files/fileStore.ts';
import { createLookForMail } from '../mail/inbox/lookForMail.ts';
import type { HostedLooks } from '../polls/look.ts';

/** The host's looks, one for each built-in trigger that is looked for by no request. */
export function hostedLooks(ports: { egress: Egress; files: FileStore }): HostedLooks {
  return { 'email/received': createLookForMail(ports) };
}
