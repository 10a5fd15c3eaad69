import type { Diagnostic, Fix } from '@patchbay/flow';
import { t } from '../../../texts/t.ts';
import { toldTitle } from '../../../texts/told.ts';
import { Button } from '../../../ui/Button.tsx';
import { fixProblem } from '../../commands/fixProblem.ts';
import { announce } from '../../statusLine.ts';
import { useSession } from '../../useEditor.ts';

type FixButtonsProps = { problem: Diagnostic; fixes: readonly Fix[]; about?: string };

/** What takes a finding away, one button each. `about` says to who hears it what it is about. */
export function FixButtons({ problem, fixes, about }: FixButtonsProps) {
  const { editor } = useSession();
  return fixes.map((fix) => {
    const title = toldTitle(fix);
    return (
      <Button
        key={title}
        small
        aria-label={about && `${title}, ${about}`}
        onClick={() => {
          if (editor.execute(fixProblem(problem, fix))) announce(t('Done: {title}.', { title }));
        }}
      >
        {title}
      </Button>
    );
  });
}
