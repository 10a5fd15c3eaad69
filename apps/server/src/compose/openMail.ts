import type { Config } from '../config.ts';
import { createEgress } from '../egress/egress.ts';
import { createDeliver } from '../mail/deliver.ts';
import { createSendMail, type SendMail } from '../mail/sendMail.ts';

/** Mail of Patchbay itself; none where no server is set for it. */
export type OpenedMail = { sendMail?: SendMail; close(): Promise<void> };

/** Its server was named by whoever runs Patchbay, and is mostly on the same private network: every network is allowed. */
export function openMail({ mail, outgoing }: Pick<Config, 'mail' | 'outgoing'>): OpenedMail {
  if (mail === undefined) return { close: async () => undefined };
  const egress = createEgress({ allowNetworks: ['0.0.0.0/0', '::/0'], ...outgoing });
  return { sendMail: createSendMail(mail, createDeliver(egress)), close: () => egress.close() };
}
