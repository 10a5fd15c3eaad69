import './badge.css';

/** A key as printed on a keyboard. Decoration: the action is always named in words nearby. */
export function Kbd({ children }: { children: string }) {
  return (
    <span className="kbd" aria-hidden="true" translate="no">
      {children}
    </span>
  );
}
