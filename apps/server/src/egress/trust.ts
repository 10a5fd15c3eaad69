import { createPrivateKey, X509Certificate } from 'node:crypto';
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls';

/** Whom TLS believes beside the public authorities, and what this side shows of itself, as whoever runs Patchbay has set it. */
export type TrustSettings = {
  /** Certificates of own authorities, PEM. */
  authorities?: string;
  /** By host name: a certificate and its private key, PEM, both in one text. */
  clientCertificates?: ReadonlyMap<string, string>;
};

/** What a TLS connection is opened with. Certificates are always checked, whatever the environment says. */
export type TlsOptions = { rejectUnauthorized: true; secureContext?: SecureContext };

export type Trust = {
  /** For a host by its name, without a port. A client's certificate is shown to nobody but the host it is set for. */
  of(host: string): TlsOptions;
};

/** Throws where a text holds no certificate, or no key, or the two do not belong together. */
export function createTrust({ authorities, clientCertificates = new Map() }: TrustSettings = {}): Trust {
  const ca = authorities === undefined ? undefined : [...getCACertificates(), ...certificatesIn(authorities)];
  // Made once: reading all authorities takes longer than the rest of a connection.
  const withPair = (pair: { cert?: string; key?: string }): TlsOptions => ({
    rejectUnauthorized: true,
    secureContext: createSecureContext({ ...(ca !== undefined && { ca }), ...pair }),
  });
  const everybody: TlsOptions = ca === undefined ? { rejectUnauthorized: true } : withPair({});
  const own = new Map(
    Array.from(clientCertificates, ([host, pem]) => [host.toLowerCase(), withPair(pairIn(pem))] as const),
  );
  return { of: (host) => own.get(host.toLowerCase()) ?? everybody };
}

function certificatesIn(pem: string): string[] {
  const found = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  if (found.length === 0) throw new Error('There is no certificate in it.');
  return found.map((one) => new X509Certificate(one).toString());
}

function pairIn(pem: string): { cert: string; key: string } {
  const certificates = certificatesIn(pem);
  const [first = ''] = certificates;
  if (!new X509Certificate(first).checkPrivateKey(createPrivateKey(pem)))
    throw new Error('The private key in it is not that of its certificate.');
  return { cert: certificates.join('\n'), key: pem };
}
