import ipaddr from 'ipaddr.js';

type Address = ReturnType<typeof ipaddr.process>;

/** Decides which addresses flows may reach. Public ones always; others only where the instance allows their network. */
export type Networks = {
  /** Whether this address, in any spelling a socket reports, may be dialled. */
  allows(address: string): boolean;
  /** Whether what is sent there crosses the internet, where anybody may listen. */
  isPublic(address: string): boolean;
};

/** `allowed`: networks in CIDR form, `10.1.0.0/16` or `fd12::/48`, or single addresses. Throws on anything else, naming it. */
export function createNetworks(allowed: readonly string[]): Networks {
  const ranges = allowed.map(parseNetwork);
  return {
    allows(text) {
      if (!ipaddr.isValid(text)) return false;
      // An IPv4 address inside an IPv6 one is judged as what it is.
      const address = ipaddr.process(text);
      if (isPublic(address)) return true;
      return ranges.some(([network, bits]) => contains(network, bits, address));
    },
    isPublic: (text) => ipaddr.isValid(text) && isPublic(ipaddr.process(text)),
  };
}

/** The only part of IPv6 that is given out; `::7f00:1`, an old spelling of 127.0.0.1, is unicast too and lies outside. */
const given = ipaddr.parseCIDR('2000::/3');

function isPublic(address: Address): boolean {
  return address.range() === 'unicast' && (address.kind() === 'ipv4' || contains(...given, address));
}

function contains(network: Address, bits: number, address: Address): boolean {
  return ipaddr.subnetMatch(address, { inside: [[network, bits]] }, 'outside') === 'inside';
}

function parseNetwork(text: string): [Address, number] {
  const trimmed = text.trim();
  try {
    if (trimmed.includes('/')) return ipaddr.parseCIDR(trimmed);
    const address = ipaddr.process(trimmed);
    return [address, address.kind() === 'ipv4' ? 32 : 128];
  } catch (error) {
    throw new Error(`"${trimmed}" is not a network. Write one like 10.1.0.0/16.`, { cause: error });
  }
}
