import type { Json, WebhookTrigger } from '@patchbay/connector';

/** How a step takes the events of an app. */
export type AppSettings = {
  kind: 'app';
  webhook: WebhookTrigger;
  /** What was typed into the step. */
  input: Record<string, Json>;
  /** The account whose app it is. */
  connection?: string;
};
