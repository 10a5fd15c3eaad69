import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import { approvalRouter } from './approval/router.ts';
import { changeRouter } from './change/router.ts';
import { connectionRouter } from './connection/router.ts';
import { connectorRouter } from './connector/router.ts';
import { flowRouter } from './flow/router.ts';
import { homeRouter } from './home/router.ts';
import { hookRouter } from './hook/router.ts';
import { invitationRouter } from './invitation/router.ts';
import { memberRouter } from './member/router.ts';
import { memoryRouter } from './memory/router.ts';
import { oauthRouter } from './oauth/router.ts';
import { replayRouter } from './replay/router.ts';
import { runRouter } from './run/router.ts';
import { sampleRouter } from './sample/router.ts';
import { savedValueRouter } from './savedValue/router.ts';
import { sessionRouter } from './session/router.ts';
import { tableRouter } from './table/router.ts';
import { templateRouter } from './template/router.ts';
import { router } from './trpc.ts';
import { workspaceRouter } from './workspace/router.ts';

export const appRouter = router({
  approval: approvalRouter,
  change: changeRouter,
  connection: connectionRouter,
  connector: connectorRouter,
  flow: flowRouter,
  home: homeRouter,
  hook: hookRouter,
  invitation: invitationRouter,
  member: memberRouter,
  memory: memoryRouter,
  oauth: oauthRouter,
  replay: replayRouter,
  run: runRouter,
  sample: sampleRouter,
  savedValue: savedValueRouter,
  session: sessionRouter,
  table: tableRouter,
  template: templateRouter,
  workspace: workspaceRouter,
});

export type AppRouter = typeof appRouter;
export type ApiInputs = inferRouterInputs<AppRouter>;
export type ApiOutputs = inferRouterOutputs<AppRouter>;
