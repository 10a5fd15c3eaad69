import './badge.css';

/** A socket: brass ring, dark hole. `plug` fills the hole: an idle cable, one that carried data, or a broken one. */
export function Jack({ plug, small }: { plug?: 'cable' | 'lit' | 'fail'; small?: boolean }) {
  return <span className="jack" data-plug={plug} data-small={small || undefined} aria-hidden="true" />;
}
