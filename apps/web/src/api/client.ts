import type { AppRouter } from '@patchbay/server/router';
import { createTRPCClient, httpBatchLink, httpLink, httpSubscriptionLink, splitLink } from '@trpc/client';
import { firstAnswersLink } from './firstAnswers.ts';

const url = '/api/trpc';

/** Browsers carry at most 64 KiB past the end of a page; anything longer goes as an ordinary request. */
const OUTLIVES_PAGE = 40_000;

/** The typed line to the server: requests made in the same moment travel together, subscriptions come as events. */
export const client = createTRPCClient<AppRouter>({
  links: [
    firstAnswersLink(),
    splitLink({
      condition: (operation) => operation.type === 'subscription',
      true: httpSubscriptionLink({ url }),
      false: splitLink({
        // Work that is saved as the page is left must not wait for a batch, nor end with the page.
        condition: ({ path }) => path === 'flow.saveDraft',
        true: httpLink({ url, fetch: outlivingPage }),
        // Longer addresses are cut by proxies; the rest of the batch then goes as another request.
        false: httpBatchLink({ url, maxURLLength: 6_000 }),
      }),
    }),
  ],
});

function outlivingPage(address: URL | RequestInfo, init?: RequestInit): Promise<Response> {
  const keepalive = typeof init?.body === 'string' && new Blob([init.body]).size < OUTLIVES_PAGE;
  return fetch(address, { ...init, keepalive });
}
