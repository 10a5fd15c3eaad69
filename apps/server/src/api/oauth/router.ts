import { router } from '../trpc.ts';
import { attempt } from './attempt.ts';
import { begin } from './begin.ts';
import { client } from './client.ts';
import { clients } from './clients.ts';
import { removeClient } from './removeClient.ts';
import { setClient } from './setClient.ts';

export const oauthRouter = router({ attempt, begin, client, clients, removeClient, setClient });
