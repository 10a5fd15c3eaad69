import type { WebhookTrigger } from '@patchbay/connector';

/** How a step takes the events of an app. */
export type AppSettings = {
  kind: 'app';
  webhook: WebhookTrigger;
  /** The account whose app it is. */
  connection?: string;
};
