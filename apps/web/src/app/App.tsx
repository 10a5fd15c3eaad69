import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { client } from '../api/client.ts';
import { onSignedOut, queryClient } from '../api/queryClient.ts';
import { TRPCProvider } from '../api/trpc.ts';
import { Toaster } from '../ui/Toaster.tsx';
import { router } from './router.tsx';
import { endSession } from './session.ts';
import { styleNonce } from './styleNonce.ts';
import { appearance, cssVariables, theme } from './theme.ts';

onSignedOut(endSession);

/** The whole app: what everything below stands on, then the route. */
export function App() {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={appearance}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
    >
      <QueryClientProvider client={queryClient}>
        <TRPCProvider trpcClient={client} queryClient={queryClient}>
          <RouterProvider router={router} />
          <Toaster />
        </TRPCProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
