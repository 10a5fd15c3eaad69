import type { StepId } from '@patchbay/flow';
import { IconAdjustmentsHorizontal, IconBolt, IconHistory, IconPlayerPlay, IconShare } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Logo } from '../../ui/Logo.tsx';
import { Badge } from '../../ui/StatusBadge.tsx';
import { InCompany } from '../company/InCompany.tsx';
import { CompanyMenu } from '../lazyPanels.ts';
import { useSession } from '../useEditor.ts';
import { FlowName } from './FlowName.tsx';
import { SavedState } from './SavedState.tsx';
import { UndoRedo } from './UndoRedo.tsx';
import './topbar.css';
import { t } from '../../texts/t.ts';

/** What a button of the bar opens and closes. */
type Opens = { isOpen: boolean; toggle(): void };

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
  publish: Opens;
  share: Opens;
  settings: Opens;
  versions: Opens;
  onGoTo(step: StepId): void;
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
      {!isReadOnly && <UndoRedo className="wide history" />}
      <PanelButtons {...props} />
      <span className="sep wide" />
      <Others {...props} />
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
        <Button
          look="primary"
          count={props.problems}
          aria-expanded={props.publish.isOpen}
          onClick={props.publish.toggle}
        >
          {t('Publish')}
        </Button>
      )}
    </header>
  );
}

/** What stands in the right column by itself. */
function PanelButtons({ versions, settings }: Pick<TopBarProps, 'versions' | 'settings'>) {
  return (
    <>
      <span className="wide">
        <IconButton
          small
          label={t('Versions')}
          icon={<IconHistory size={16} stroke={1.75} aria-hidden />}
          aria-pressed={versions.isOpen}
          onClick={versions.toggle}
        />
      </span>
      <IconButton
        small
        label={t('Flow settings')}
        icon={<IconAdjustmentsHorizontal size={16} stroke={1.75} aria-hidden />}
        aria-pressed={settings.isOpen}
        onClick={settings.toggle}
      />
    </>
  );
}

/** Who else is here, and how others come here. */
function Others({ share, onGoTo }: Pick<TopBarProps, 'share' | 'onGoTo'>) {
  return (
    <>
      <InCompany>
        <CompanyMenu onGoTo={onGoTo} />
      </InCompany>
      <span className="wide share-button">
        <Button
          look="quiet"
          icon={<IconShare size={16} stroke={1.75} aria-hidden />}
          aria-expanded={share.isOpen}
          onClick={share.toggle}
        >
          <span>{t('Share')}</span>
        </Button>
      </span>
    </>
  );
}

function stateWords({ live, isOn, hasChanges }: TopBarProps): string {
  if (live === null) return t('Never published');
  if (hasChanges) return t('Draft of v{value}', { value: live.number + 1 });
  return isOn ? t('v{number}, on', { number: live.number }) : t('v{number}, off', { number: live.number });
}
