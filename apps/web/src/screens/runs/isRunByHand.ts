type Used = { uses: { connector: string; operation: string } };

/** Whether a person can start this version of a flow: it has the trigger for that. */
export function isRunByHand(live: { document: { steps: Readonly<Record<string, Used>> } } | null | undefined): boolean {
  const steps = Object.values(live?.document.steps ?? {});
  return steps.some(({ uses }) => uses.connector === 'core' && uses.operation === 'manual');
}
