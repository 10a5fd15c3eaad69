import { t } from '../../texts/t.ts';
import { LinkTabs } from '../../ui/LinkTabs.tsx';

const tabs = [
  { to: '/connectors', label: t('Apps and APIs') },
  { to: '/templates', label: t('Templates') },
] as const;

/** The two halves of the gallery: what flows are made of, and whole flows to begin with. */
export function GalleryTabs() {
  return <LinkTabs label={t('Gallery')} tabs={tabs} />;
}
