import { createSocket } from 'node:dgram';
import { isIPv4, isIPv6 } from 'node:net';

type Answers = (name: string, times: number) => readonly string[];

const A = 1;
const AAAA = 28;

/** Answers every question for addresses that reaches port 53 of this machine; a name that `answers` gives nothing for is unknown. */
export async function startNameServer(answers: Answers): Promise<void> {
  const asked = new Map<string, number>();
  const socket = createSocket('udp4');
  socket.on('message', (question, from) => {
    const { name, type, end } = readQuestion(question);
    const times = asked.get(name) ?? 0;
    // Both kinds of address are asked for at the same time, and belong to one answer.
    if (type === A) asked.set(name, times + 1);
    const all = answers(name, type === A ? times : Math.max(0, times - 1));
    const fitting = all.filter(type === A ? isIPv4 : type === AAAA ? isIPv6 : () => false);
    socket.send(
      answerTo(question.subarray(0, end), { type, addresses: fitting, isUnknown: all.length === 0 }),
      from.port,
      from.address,
    );
  });
  await new Promise<void>((resolve) => void socket.bind(53, '0.0.0.0', resolve));
  socket.unref();
}

function readQuestion(message: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join('.').toLowerCase(), type: message.readUInt16BE(at + 1), end: at + 5 };
}

type Answering = { type: number; addresses: readonly string[]; isUnknown: boolean };

function answerTo(question: Buffer, { type, addresses, isUnknown }: Answering): Buffer {
  const head = Buffer.from(question);
  head.writeUInt16BE(isUnknown ? 0x8183 : 0x8180, 2);
  head.writeUInt16BE(addresses.length, 6);
  head.writeUInt32BE(0, 8);
  const records = addresses.map((address) => {
    const bytes = type === A ? Buffer.from(address.split('.').map(Number)) : bytesOf(address);
    const record = Buffer.alloc(12);
    record.writeUInt16BE(0xc00c, 0);
    record.writeUInt16BE(type, 2);
    record.writeUInt16BE(1, 4);
    record.writeUInt16BE(bytes.length, 10);
    return Buffer.concat([record, bytes]);
  });
  return Buffer.concat([head, ...records]);
}

function bytesOf(address: string): Buffer {
  // As a URL writes it, there is no IPv4 in it any more; a zone has no place in an answer.
  const [before = '', after = ''] = new URL(`http://[${address.split('%')[0]}]`).hostname.slice(1, -1).split('::');
  const [first, last] = [before, after].map((part) => part.split(':').filter(Boolean));
  const missing = Array.from({ length: 8 - (first?.length ?? 0) - (last?.length ?? 0) }, () => '0');
  return Buffer.from(
    [...(first ?? []), ...missing, ...(last ?? [])].map((part) => part.padStart(4, '0')).join(''),
    'hex',
  );
}
