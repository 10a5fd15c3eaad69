import {
  IconAdjustmentsHorizontal,
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBolt,
  IconHistory,
  IconPlayerPlay,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Logo } from '../../ui/Logo.tsx';
import { Badge } from '../../ui/StatusBadge.tsx';
import { announce } from '../statusLine.ts';
import { useHistoryLabels, useSession } from '../useEditor.ts';
import { FlowName } from './FlowName.tsx';
import { SavedState } from './SavedState.tsx';
import './topbar.css';
import { t } from '../../texts/t.ts';

export type TopBarProps = {
  name: string;
  live: { number: number } | null;
  isOn: boolean;
  /** Whether the live version can be started by a person. */
  isByHand: boolean;
  /** Whether the draft says something the live version does not. */
  hasChanges: boolean;
  problems: number;
  isTrying: boolean;
  onTry(): void;
  onPublish(): void;
  isPublishOpen: boolean;
  onSettings(): void;
  areSettingsOpen: boolean;
  onVersions(): void;
  areVersionsOpen: boolean;
};

/** The bar over the builder: whose flow this is, whether it is safe, and what can be done with it as a whole. */
export function TopBar(props: TopBarProps) {
  const { role, flowId } = useSession();
  const isReadOnly = role === 'viewer';
  return (
    <header className="top">
      <Link to="/flows" aria-label={t('All flows')} className="home">
        <Logo />
      </Link>
      <Link to="/flows" className="flows wide">
        {t('Flows')}
      </Link>
      <span className="dim wide" aria-hidden="true">
        /
      </span>
      <FlowName name={props.name} isReadOnly={isReadOnly} />
      <span className="wide">
        <Badge>{stateWords(props)}</Badge>
      </span>
      <SavedState />
      <span className="grow wide" />
      {!isReadOnly && <UndoRedo />}
      <span className="wide">
        <IconButton
          small
          label={t('Versions')}
          icon={<IconHistory size={16} stroke={1.75} aria-hidden />}
          aria-pressed={props.areVersionsOpen}
          onClick={props.onVersions}
        />
      </span>
      <IconButton
        small
        label={t('Flow settings')}
        icon={<IconAdjustmentsHorizontal size={16} stroke={1.75} aria-hidden />}
        aria-pressed={props.areSettingsOpen}
        onClick={props.onSettings}
      />
      <span className="sep wide" />
      <Button
        icon={<IconPlayerPlay size={16} stroke={1.75} aria-hidden />}
        aria-pressed={props.isTrying}
        onClick={props.onTry}
      >
        {t('Try')}
      </Button>
      {!isReadOnly && props.isByHand && (
        <Link to="/flows/$flowId/run" params={{ flowId }} className={buttonClass()}>
          <IconBolt size={16} stroke={1.75} aria-hidden />
          {t('Run')}
        </Link>
      )}
      {!isReadOnly && (
        <Button look="primary" count={props.problems} aria-expanded={props.isPublishOpen} onClick={props.onPublish}>
          {t('Publish')}
        </Button>
      )}
    </header>
  );
}

function stateWords({ live, isOn, hasChanges }: TopBarProps): string {
  if (live === null) return t('Never published');
  if (hasChanges) return t('Draft of v{value}', { value: live.number + 1 });
  return isOn ? t('v{number}, on', { number: live.number }) : t('v{number}, off', { number: live.number });
}

function UndoRedo() {
  const { editor } = useSession();
  const { undo, redo } = useHistoryLabels();
  const say = (verb: string, done: ReturnType<typeof editor.undo>) => {
    if (done === undefined) return;
    announce(
      `${verb}: ${done.label}.${done.partly ? t(' A part that somebody else has changed since stays as it is.') : ''}`,
    );
  };
  return (
    <span className="wide history">
      <IconButton
        small
        label={undo === undefined ? t('Undo') : t('Undo: {undo}', { undo })}
        shortcut="Ctrl Z"
        icon={<IconArrowBackUp size={16} stroke={1.75} aria-hidden />}
        disabled={undo === undefined}
        onClick={() => say(t('Undone'), editor.undo())}
      />
      <IconButton
        small
        label={redo === undefined ? t('Redo') : t('Redo: {redo}', { redo })}
        shortcut="Ctrl Shift Z"
        icon={<IconArrowForwardUp size={16} stroke={1.75} aria-hidden />}
        disabled={redo === undefined}
        onClick={() => say(t('Done again'), editor.redo())}
      />
    </span>
  );
}
