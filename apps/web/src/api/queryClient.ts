import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isRefusal, isSignedOut } from './failure.ts';

let signedOut: () => void = () => undefined;

/** Says what happens when the server answers that nobody is signed in. One listener, set once at start. */
export function onSignedOut(listener: () => void): void {
  signedOut = listener;
}

function watch(error: unknown): void {
  if (isSignedOut(error)) signedOut();
}

/** Everything the server told us, once. Fresh for 10 s; a refusal is never asked again, anything else twice. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: watch }),
  mutationCache: new MutationCache({ onError: watch }),
  defaultOptions: {
    queries: { staleTime: 10_000, retry: (count, error) => count < 2 && !isRefusal(error) },
    mutations: { retry: false },
  },
});
