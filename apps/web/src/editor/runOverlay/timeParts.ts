import { durationText } from '../../ui/relativeTime.ts';

type Times = {
  address?: string;
  dnsMs?: number;
  connectMs?: number;
  tlsMs?: number;
  firstByteMs?: number;
  totalMs: number;
};

const PARTS = [
  ['dnsMs', 'Name'],
  ['connectMs', 'Connection'],
  ['tlsMs', 'TLS'],
  ['firstByteMs', 'First byte'],
] as const;

/** What a request spent its time on, in a line: "Name 2 ms · Connection 4 ms · First byte 80 ms · to 93.184.215.14". */
export function timeParts(times: Times): string {
  const parts = PARTS.flatMap(([key, label]) => {
    const ms = times[key];
    return ms === undefined ? [] : [`${label} ${durationText(ms)}`];
  });
  const isKept = times.connectMs === undefined && times.firstByteMs !== undefined;
  const shown = [...parts, ...(isKept ? ['over an open connection'] : [])];
  return [...shown, ...(times.address === undefined ? [] : [`to ${times.address}`])].join(' · ');
}
