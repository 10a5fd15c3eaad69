import type { Reference } from '@patchbay/expression';
import type { Diagnostic } from '@patchbay/flow';
import { Button } from '../../../ui/Button.tsx';
import { useRepeat } from '../proposals/useRepeat.ts';
import { useStepContext } from '../stepContext.ts';

/** A list in a field for one value: the step may as well run once for each of its items. */
export function ListFix({ problem, path }: { problem: Diagnostic; path: readonly string[] }) {
  const { mappingAt } = useStepContext();
  const mapping = mappingAt(path);
  const takesFirst = problem.fixes?.some((fix) => fix.kind === 'map' && isFirst(fix.mapping)) ?? false;
  if (mapping?.kind !== 'reference' || problem.code !== 'wrong_type' || !takesFirst) return null;
  return <ForEach list={mapping} path={path} />;
}

function isFirst(mapping: NonNullable<ReturnType<ReturnType<typeof useStepContext>['mappingAt']>>): boolean {
  return mapping.kind === 'formula' && mapping.source.startsWith('first(');
}

function ForEach({ list, path }: { list: Reference; path: readonly string[] }) {
  const repeat = useRepeat(list);
  if (repeat === undefined) return null;
  return (
    <Button small onClick={() => repeat.run([{ path, inItem: [] }])}>
      {repeat.each}
    </Button>
  );
}
