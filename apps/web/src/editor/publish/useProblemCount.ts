import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../api/trpc.ts';
import { useCatalog, useDiagnostics, useEditor, useSession } from '../useEditor.ts';
import { countMocked } from './countMocked.ts';

/** How many things stop the flow from going live: what is known here, and with the list open what only the server knows. */
export function useProblemCount(isListed: boolean): number {
  const { flowId } = useSession();
  const catalog = useCatalog();
  const errors = useDiagnostics().filter(({ severity }) => severity === 'error').length;
  // Of the flow, not where the editor is watched: that would count with every step that is picked.
  const flow = useEditor((state) => state.flow);
  const mocked = countMocked(flow, catalog);
  const { data = [] } = useQuery(useTRPC().flow.check.queryOptions({ flowId }, { enabled: isListed }));
  const accounts = data.filter(({ code }) => code.startsWith('account_') && code !== 'account_mocked').length;
  return errors + mocked + (isListed ? accounts : 0);
}
