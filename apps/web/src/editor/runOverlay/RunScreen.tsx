/** One run in detail. */
export function RunScreen({ runId }: { runId: string }) {
  return <main>The page of run {runId} is being put together.</main>;
}
