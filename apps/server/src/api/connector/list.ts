import { listConnectors } from '../../connectors/listConnectors.ts';
import { inWorkspace } from '../trpc.ts';

export const list = inWorkspace('connector.read').query(({ ctx }) => listConnectors(ctx.access, ctx));
