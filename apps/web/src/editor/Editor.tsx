/** The builder of one flow. */
export function Editor({ flowId }: { flowId: string }) {
  return <main>The builder of flow {flowId} is being put together.</main>;
}
