import { Link } from '@tanstack/react-router';
import './connectors.css';

const tabs = [
  { to: '/connectors', label: 'Apps and APIs' },
  { to: '/templates', label: 'Templates' },
] as const;

/** The two halves of the gallery: what flows are made of, and whole flows to begin with. */
export function GalleryTabs() {
  return (
    <nav className="gallery-tabs" aria-label="Gallery">
      {tabs.map(({ to, label }) => (
        <Link
          key={to}
          to={to}
          activeOptions={{ exact: true, includeSearch: false }}
          activeProps={{ 'aria-current': 'page' }}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
