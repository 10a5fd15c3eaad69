import { previewMapping } from '@patchbay/execution';
import type { Formula, Reference } from '@patchbay/expression';
import { told } from '../../../texts/told.ts';
import { resultText } from '../data/sampleText.ts';
import { useStepContext } from '../stepContext.ts';

/** What a pill alone gives on the samples, or why it gives nothing. */
export function FormulaPreview({ pill, path }: { pill: Formula | Reference; path: readonly string[] }) {
  const { valuesFor } = useStepContext();
  if (pill.kind === 'formula' && pill.source.trim() === '') return null;
  const preview = previewMapping(pill, valuesFor(path));
  if (!preview.ok) {
    return (
      <div className="live" data-bad role="status">
        {told(preview)}
      </div>
    );
  }
  return (
    <div className="live" role="status">
      {resultText(preview.value)}
    </div>
  );
}
