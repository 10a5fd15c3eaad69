import type { Connector } from '@patchbay/connector';

/**
 * What steps that were built with an earlier version of an app still need, by `app@version`. Each is read when a flow asks
 * for it, so that they cost nothing until then. `npm run connector -- release` adds to them; none of them ever changes.
 */
export const earlierVersions: Readonly<Record<string, () => Promise<Connector>>> = {
  'stripe@1': async () => (await import('./apps/stripe/versions/1/index.ts')).stripeConnector,
};
