import { IconDots, IconPlayerPlay } from '@tabler/icons-react';
import { t } from '../../texts/t.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { useTryStore } from '../runOverlay/lastTry.ts';
import { useSession } from '../useEditor.ts';
import type { TestState } from './useTestState.ts';

type Props = { stepId: string; test: TestState; onTest(): void; next?: Next | undefined };

/** The part of the panel that comes after the open one. */
type Next = { title: string; open(): void };

/** The panel's foot: the one thing to do next, and trying what is there. */
export function InspectorFoot({ stepId, test, onTest, next }: Props) {
  const { role } = useSession();
  const store = useTryStore();
  if (role === 'viewer') return null;
  const ask = (kind: 'upTo' | 'from' | 'only', mode: 'mock' | 'live') =>
    store.ask({ part: { kind, step: stepId }, mode });
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
        {t('Test this step')}
      </Button>
      <Menu
        align="start"
        trigger={
          <IconButton small label={t('More ways to try')} icon={<IconDots size={16} stroke={1.75} aria-hidden />} />
        }
      >
        <MenuItem onSelect={() => ask('upTo', 'mock')}>{t('Try up to here')}</MenuItem>
        {store.dataOf !== undefined && (
          <MenuItem onSelect={() => ask('from', 'mock')}>{t('Try from here, with the last data')}</MenuItem>
        )}
        <MenuItem onSelect={() => ask('only', 'live')}>{t('Try this step for real')}</MenuItem>
      </Menu>
      <span className="small dim grow">{test.isForReal ? t('For real, it only reads') : t('On sample data')}</span>
      {next && (
        <Button look="primary" onClick={next.open}>
          {t('Next: {part}', { part: next.title })}
        </Button>
      )}
    </div>
  );
}
