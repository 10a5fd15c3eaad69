import type { AppRouter } from '@patchbay/server/router';
import { createTRPCContext, createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { client } from './client.ts';
import { queryClient } from './queryClient.ts';

/** Query, mutation and subscription options of every procedure, for components: `useQuery(trpc.flow.get.queryOptions({ flowId }))`. */
export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

/** The same options outside components: route loaders and guards. */
export const trpc = createTRPCOptionsProxy<AppRouter>({ client, queryClient });
