import type { AppRouter } from '@patchbay/server/router';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';

/** What each procedure answers, by its name. */
export type Answers = inferRouterOutputs<AppRouter>;
/** What each procedure is asked with, by its name. */
export type Questions = inferRouterInputs<AppRouter>;

export type Session = NonNullable<Answers['session']['get']>;
export type FlowRow = Answers['flow']['list']['items'][number];
export type RunRow = Answers['run']['list']['items'][number];
export type ConnectorRow = Answers['connector']['list'][number];
export type OperationRow = Answers['connector']['operations']['items'][number];
export type ApprovalRow = Answers['approval']['list']['items'][number];
export type ApprovalDetail = Answers['approval']['get'];
export type ConnectionRow = Answers['connection']['list'][number];
