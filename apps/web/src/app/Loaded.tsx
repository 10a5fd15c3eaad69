import type { ReactNode } from 'react';
import { sentenceOf } from '../api/failure.ts';
import { LoadError } from '../ui/Band.tsx';
import { SkeletonRows } from '../ui/Skeleton.tsx';

type Asked<Data> = {
  data: Data | undefined;
  error: unknown;
  isPending: boolean;
  refetch: () => unknown;
};

/**
 * What a question to the server shows: shapes while it is open, a sentence and "Try again" when it failed, else its
 * answer. An answer that is there stays there when asking again fails. `failed`: "The runs could not be loaded."
 */
export function Loaded<Data>({
  query,
  failed,
  loading,
  children,
}: {
  query: Asked<Data>;
  failed: string;
  loading?: ReactNode;
  children: (data: Data) => ReactNode;
}) {
  if (query.data !== undefined) return children(query.data);
  if (query.isPending) return loading ?? <SkeletonRows />;
  return <LoadError title={failed} sentence={sentenceOf(query.error)} onRetry={() => query.refetch()} />;
}
