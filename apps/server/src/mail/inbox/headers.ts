import type { AddressObject, EmailAddress, HeaderLines } from 'mailparser';

type Mailbox = { name: string; address: string };

/** The mailboxes of an address header, those inside groups included. */
export function addressesOf(header: AddressObject | AddressObject[] | undefined): Mailbox[] {
  return [header ?? []].flat().flatMap(({ value }) => value.flatMap(flat));
}

/** The first address of a header; undefined where it has none. */
export function firstOf(header: AddressObject | undefined): string | undefined {
  return addressesOf(header)[0]?.address;
}

/** When a message says it was sent; undefined where it does not, or not in a way that can be read. */
export function sentAt(lines: HeaderLines): Date | undefined {
  const line = lines.find(({ key }) => key === 'date')?.line ?? '';
  const date = new Date(line.slice(line.indexOf(':') + 1).trim());
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** A message id with its angle brackets; empty where there is none. */
export function messageIdOf(header: string | undefined): string {
  return header?.trim().split(/\s+/)[0]?.slice(0, 998) ?? '';
}

function flat({ name, address, group }: EmailAddress): Mailbox[] {
  if (group !== undefined) return group.flatMap(flat);
  return address === undefined || address === '' ? [] : [{ name, address }];
}
