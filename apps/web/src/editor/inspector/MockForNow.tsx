import type { Step } from '@patchbay/flow';
import { IconTestPipe } from '@tabler/icons-react';
import { T } from '../../texts/T.tsx';
import { t } from '../../texts/t.ts';
import { Band } from '../../ui/Band.tsx';
import { Button } from '../../ui/Button.tsx';
import { setOnMock } from '../commands/setOnMock.ts';
import { useSession } from '../useEditor.ts';

/** Lets a step without an account work on its mock, in tries for real as well, and says that it does. */
export function MockForNow({ step }: { step: Step }) {
  const { editor, role } = useSession();
  if (role === 'viewer' && step.onMock !== true) return null;
  const use = (onMock: boolean) => void editor.execute(setOnMock({ step: step.id, onMock }));
  if (step.onMock !== true) {
    return (
      <Button icon={<IconTestPipe size={15} stroke={1.75} aria-hidden />} onClick={() => use(true)}>
        {t('Use sample data for now')}
      </Button>
    );
  }
  const stop = (
    <Button small onClick={() => use(false)}>
      {t('Stop using it')}
    </Button>
  );
  return (
    <Band tone="info" icon={IconTestPipe} action={role !== 'viewer' && stop}>
      <T
        text="<b>It works on sample data for now,</b> also when the rest is tried for real. Choose an account before you publish."
        b={<b />}
      />
    </Band>
  );
}
