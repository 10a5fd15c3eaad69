import {
  IconAdjustmentsHorizontal,
  IconChecks,
  IconHistory,
  IconHome,
  IconLayoutGrid,
  IconLink,
  IconPlug,
  IconTable,
  type TablerIcon,
} from '@tabler/icons-react';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { Logo } from '../ui/Logo.tsx';
import { AccountMenu } from './AccountMenu.tsx';
import { AccountTroubles } from './AccountTroubles.tsx';
import { ApprovalCount } from './ApprovalCount.tsx';
import './frame.css';
import { t } from '../texts/t.ts';
import { Find } from './Find.tsx';
import { OfflineBand } from './OfflineBand.tsx';
import { useMayEdit } from './session.ts';

const places = [
  { to: '/', label: t('Home'), short: t('Home'), icon: IconHome },
  { to: '/flows', label: t('Flows'), short: t('Flows'), icon: IconPlug },
  { to: '/runs', label: t('Runs'), short: t('Runs'), icon: IconHistory },
  { to: '/approvals', label: t('Approvals'), short: t('Approvals'), icon: IconChecks },
  { to: '/tables', label: t('Tables'), short: t('Tables'), icon: IconTable },
  { to: '/connections', label: t('Connected accounts'), short: t('Accounts'), icon: IconLink },
  { to: '/connectors', label: t('Gallery'), short: t('Gallery'), icon: IconLayoutGrid },
] as const satisfies readonly { to: string; label: string; short: string; icon: TablerIcon }[];

/** The frame of every page outside the builder: navigation at the left (a rail on tablets, a bar on phones), the page, the band. */
export function Frame() {
  const main = useRef<HTMLElement>(null);
  useFocusOnNewPage(main);
  return (
    <div className="frame">
      <a className="skip" href="#page">
        {t('Skip to the page')}
      </a>
      <Navigation />
      <div className="page-column">
        <OfflineBand />
        <AccountTroubles />
        <main className="page" id="page" ref={main} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
    </div>
  );
}

function Navigation() {
  // The gallery has two halves, each with an address of its own.
  const isInTemplates = useRouterState({ select: ({ location }) => location.pathname.startsWith('/templates') });
  return (
    <nav className="nav" aria-label={t('Main')}>
      <Link className="logo" to="/" aria-label={t('Patchbay, home')}>
        <Logo />
        <span>Patchbay</span>
      </Link>
      <Find />
      <div className="items">
        {places.map(({ to, label, short, icon: Icon }) => (
          <Link
            key={to}
            to={to}
            className={to === '/connectors' && isInTemplates ? 'item on' : 'item'}
            activeOptions={{ exact: to === '/' }}
            activeProps={{ className: 'on', 'aria-current': 'page' }}
          >
            <Icon size={20} stroke={1.6} aria-hidden />
            <span className="long">{label}</span>
            <span className="short" aria-hidden="true">
              {short}
            </span>
            {to === '/approvals' && <ApprovalCount />}
          </Link>
        ))}
      </div>
      <div className="h">{t('Workspace')}</div>
      <Link to="/settings" className="item settings" activeProps={{ className: 'on', 'aria-current': 'page' }}>
        <IconAdjustmentsHorizontal size={20} stroke={1.6} aria-hidden />
        <span className="long">{t('Settings')}</span>
        <span className="short" aria-hidden="true">
          {t('Settings')}
        </span>
      </Link>
      <div className="foot">
        <ViewerNote />
        <AccountMenu />
      </div>
    </nav>
  );
}

/** Why there is nothing to press for somebody who may only look. */
function ViewerNote() {
  if (useMayEdit()) return null;
  return (
    <p className="viewer-note">
      {t('You may look at everything here and answer what you are asked. An admin can change your role.')}
    </p>
  );
}

// Without this, a screen reader stays silent and the keyboard starts over at the link that was pressed.
function useFocusOnNewPage(main: { current: HTMLElement | null }) {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const last = useRef(path);
  useEffect(() => {
    if (last.current !== undefined && last.current !== path) main.current?.focus({ preventScroll: true });
    last.current = path;
  }, [path, main]);
}
