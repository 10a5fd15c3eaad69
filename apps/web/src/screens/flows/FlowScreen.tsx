import '../../app/withoutEval.ts';
import { useParams } from '@tanstack/react-router';
import { Editor } from '../../editor/Editor.tsx';

/** The builder of one flow, anew for every flow. */
export function FlowScreen() {
  const { flowId } = useParams({ from: '/signedIn/flows/$flowId' });
  return <Editor key={flowId} flowId={flowId} />;
}
