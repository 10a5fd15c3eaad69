import { IconPlayerPlay } from '@tabler/icons-react';
import { Button } from '../../ui/Button.tsx';
import { useSession } from '../useEditor.ts';
import type { TestState } from './useTestState.ts';

/** The panel's foot: the one thing to do next, and trying what is there. */
export function InspectorFoot({ test, onTest, onNext }: { test: TestState; onTest(): void; onNext?: () => void }) {
  const { role } = useSession();
  if (role === 'viewer') return null;
  return (
    <div className="panel-foot">
      <Button
        icon={<IconPlayerPlay size={16} stroke={1.75} aria-hidden />}
        busy={test.isBusy}
        onClick={() => {
          onTest();
          void test.run();
        }}
      >
        Test this step
      </Button>
      <span className="small dim grow">On the mock</span>
      {onNext && (
        <Button look="primary" onClick={onNext}>
          Next
        </Button>
      )}
    </div>
  );
}
