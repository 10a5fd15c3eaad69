import { listClients } from '../../oauth/registeredClient.ts';
import { inWorkspace } from '../trpc.ts';

export const clients = inWorkspace('oauthClient.read').query(({ ctx }) => listClients(ctx.access, ctx));
