import type { Formula, Reference } from '@patchbay/expression';
import { IconX } from '@tabler/icons-react';
import { Kbd } from '../../../ui/Kbd.tsx';
import { Pill } from '../form/Pill.tsx';
import { useDraw } from '../form/PillInput.tsx';
import { pillWords } from '../form/pillFace.ts';
import type { Ghost } from './proposalsContext.ts';
import './proposals.css';
import { t } from '../../../texts/t.ts';

type GhostPillProps = { id: string; path: readonly string[]; label: string; ghost: Ghost };

/** A value that could go into a field: a click, or Enter in the empty field, plugs it in. */
export function GhostPill({ id, path, label, ghost }: GhostPillProps) {
  const draw = useDraw(path);
  const { mapping, from } = ghost.proposal;
  const pill: Reference | Formula = mapping.kind === 'formula' ? mapping : from;
  const drawn = draw(pill);
  return (
    <span className="ghost">
      <button
        type="button"
        className="ghost-take"
        id={`${id}-ghost`}
        aria-label={t('Fill in {label}: {pill}', { label, pill: pillWords(drawn.face) })}
        onMouseDown={(event) => event.preventDefault()}
        onClick={ghost.accept}
      >
        <Pill {...drawn} />
      </button>
      <span className="ghost-key" aria-hidden>
        <Kbd>{t('Enter')}</Kbd>
      </span>
      <button
        type="button"
        className="ghost-leave"
        aria-label={t('Do not fill in {label}', { label })}
        title={t('Not this one')}
        onMouseDown={(event) => event.preventDefault()}
        onClick={ghost.dismiss}
      >
        <IconX size={13} stroke={2} aria-hidden />
      </button>
    </span>
  );
}
