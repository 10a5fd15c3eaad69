import { readFileSync } from 'node:fs';
import { createTrust, type TrustSettings } from './trust.ts';

/** The files that settings name, read. Throws Error in a sentence that begins with what cannot be used. */
export function readTrust({ authorities, clients }: { authorities?: string; clients?: string }): TrustSettings {
  const pairs = (clients ?? '').split(',').flatMap((part): [string, string][] => {
    const [host = '', path = ''] = part.split('=').map((text) => text.trim());
    return host === '' ? [] : [[host, read(path, 'PATCHBAY_CLIENT_CERTIFICATES')]];
  });
  const settings = {
    ...(authorities !== undefined && { authorities: read(authorities, 'PATCHBAY_CA') }),
    clientCertificates: new Map(pairs),
  };
  prove({ authorities: settings.authorities }, 'PATCHBAY_CA');
  prove(settings, 'PATCHBAY_CLIENT_CERTIFICATES');
  return settings;
}

function read(path: string, name: string): string {
  try {
    return readFileSync(path.trim(), 'utf8');
  } catch (cause) {
    throw new Error(`${name} names the file "${path}", which cannot be read.`, { cause });
  }
}

function prove({ authorities, ...rest }: { authorities?: string | undefined } & TrustSettings, name: string): void {
  try {
    createTrust({ ...rest, ...(authorities !== undefined && { authorities }) });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : '';
    throw new Error(`${name} names a file that is not what it should be, in PEM. ${why}`, { cause });
  }
}
