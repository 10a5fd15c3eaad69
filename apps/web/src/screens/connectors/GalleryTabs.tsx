import { LinkTabs } from '../../ui/LinkTabs.tsx';

const tabs = [
  { to: '/connectors', label: 'Apps and APIs' },
  { to: '/templates', label: 'Templates' },
] as const;

/** The two halves of the gallery: what flows are made of, and whole flows to begin with. */
export function GalleryTabs() {
  return <LinkTabs label="Gallery" tabs={tabs} />;
}
