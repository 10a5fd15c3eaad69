import { t } from '../../texts/t.ts';
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
  ['dnsMs', t('Name')],
  ['connectMs', t('Connection')],
  ['tlsMs', 'TLS'],
  ['firstByteMs', t('First byte')],
] as const;

/** What a request spent its time on, in a line: "Name 2 ms · Connection 4 ms · First byte 80 ms · to 93.184.215.14". */
export function timeParts(times: Times): string {
  const parts = PARTS.flatMap(([key, label]) => {
    const ms = times[key];
    return ms === undefined ? [] : [`${label} ${durationText(ms)}`];
  });
  const isKept = times.connectMs === undefined && times.firstByteMs !== undefined;
  const shown = [...parts, ...(isKept ? [t('over an open connection')] : [])];
  return [...shown, ...(times.address === undefined ? [] : [t('to {address}', { address: times.address })])].join(
    ' · ',
  );
}
