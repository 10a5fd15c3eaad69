import type { AppRouter } from '@patchbay/server/router';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';

/** What each procedure answers, by its name. */
export type Answers = inferRouterOutputs<AppRouter>;
/** What each procedure is asked with, by its name. */
export type Questions = inferRouterInputs<AppRouter>;

export type Session = NonNullable<Answers['session']['get']>;
export type TableRow = Answers['table']['list'][number];
export type TableDetail = Answers['table']['get'];
export type TableColumn = TableDetail['columns'][number];
export type DataRow = Answers['table']['rows']['rows'][number];
export type SavedValueRow = Answers['savedValue']['list']['items'][number];
export type MemoryRow = Answers['memory']['list'][number];
export type FlowRow = Answers['flow']['list']['items'][number];
export type RunRow = Answers['run']['list']['items'][number];
export type ReplayBatch = Answers['replay']['list'][number];
export type ConnectorRow = Answers['connector']['list'][number];
export type OperationRow = Answers['connector']['operations']['items'][number];
export type ApprovalRow = Answers['approval']['list']['items'][number];
export type ApprovalDetail = Answers['approval']['get'];
export type ConnectionRow = Answers['connection']['list'][number];
