import { driftOf, type Operation } from '@patchbay/connector';
import { useMemo } from 'react';
import { t } from '../../texts/t.ts';
import { told } from '../../texts/told.ts';
import { Band } from '../../ui/Band.tsx';

type Props = { operation: Operation; output: unknown };

/** Where an API's answer denies its description: the flow goes on, but steps that use what is missing find nothing. */
export function DriftNote({ operation, output }: Props) {
  const found = useMemo(() => driftOf(operation.output, output), [operation, output]);
  if (found.length === 0) return null;
  return (
    <Band tone="info">
      {t('The answer is not as the API’s description says:')}
      <ul>
        {found.map((one) => (
          <li key={one.message}>{told(one)}</li>
        ))}
      </ul>
    </Band>
  );
}
