/** The mark: one cable, two sockets. */
export function Logo({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path
        d="M6.5 7v3.5c0 5 11 1.5 11 6.5"
        fill="none"
        stroke="var(--pb-brand)"
        strokeWidth="3"
        strokeLinecap="round"
      />
      {[
        { x: 6.5, y: 5.5 },
        { x: 17.5, y: 18.5 },
      ].map(({ x, y }) => (
        <g key={x}>
          <circle cx={x} cy={y} r="3.6" fill="var(--pb-hole)" stroke="var(--pb-brass)" strokeWidth="2" />
          <circle cx={x} cy={y} r="1.5" fill="var(--pb-brand)" />
        </g>
      ))}
    </svg>
  );
}
