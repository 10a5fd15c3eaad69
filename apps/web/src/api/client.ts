import type { AppRouter } from '@patchbay/server/router';
import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink } from '@trpc/client';

const url = '/api/trpc';

/** The typed line to the server: requests made in the same moment travel together, subscriptions come as events. */
export const client = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: (operation) => operation.type === 'subscription',
      true: httpSubscriptionLink({ url }),
      // Longer addresses are cut by proxies; the rest of the batch then goes as another request.
      false: httpBatchLink({ url, maxURLLength: 6_000 }),
    }),
  ],
});
