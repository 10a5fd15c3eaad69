/** What an option of curl is to us: the name it is known by, and whether a value follows it. */
type Option = { name: string; hasValue: boolean };

/** Options that say what is sent, by all their names. */
const MEANT = {
  request: 'X request',
  header: 'H header',
  data: 'd data data-ascii data-raw',
  'data-binary': 'data-binary',
  'data-urlencode': 'data-urlencode',
  json: 'json',
  form: 'F form',
  'form-string': 'form-string',
  user: 'u user',
  'oauth2-bearer': 'oauth2-bearer',
  'user-agent': 'A user-agent',
  referer: 'e referer',
  cookie: 'b cookie',
  url: 'url',
  'url-query': 'url-query',
} as const;

/** Options without a value that say what is sent. */
const SWITCHES = { get: 'G get', head: 'I head' } as const;

/** Options that change nothing of what is sent: they are about what a terminal shows, or what is done here anyway. */
const SILENT = new Set(
  's silent S show-error L location compressed v verbose i include f fail fail-with-body # progress-bar no-progress-meter N no-buffer g globoff http1.0 http1.1 http2 http3 4 ipv4 6 ipv6 q disable tr-encoding no-keepalive tcp-nodelay ssl path-as-is basic anyauth post301 post302 post303 location-trusted 0 1 2 3 tlsv1 tlsv1.2 tlsv1.3 no-alpn no-sessionid'.split(
    ' ',
  ),
);

/** Options with a value that cannot be kept. */
const WITH_VALUE = new Set(
  'o output w write-out m max-time connect-timeout retry retry-delay retry-max-time D dump-header c cookie-jar x proxy proxy-user U E cert cert-type key key-type pass cacert capath resolve connect-to interface limit-rate max-redirs C continue-at r range T upload-file K config Y y z speed-limit speed-time time-cond stderr trace trace-ascii keepalive-time local-port dns-servers ciphers aws-sigv4 unix-socket output-dir rate variable expand-url'.split(
    ' ',
  ),
);

const known: ReadonlyMap<string, Option> = new Map<string, Option>([
  ...Object.entries(MEANT).flatMap(([name, names]) =>
    names.split(' ').map((one) => [one, { name, hasValue: true }] as const),
  ),
  ...Object.entries(SWITCHES).flatMap(([name, names]) =>
    names.split(' ').map((one) => [one, { name, hasValue: false }] as const),
  ),
  ...[...SILENT].map((one) => [one, { name: 'silent', hasValue: false }] as const),
]);

/** One thing a curl command says: an option with its value, or an address that stands by itself. */
export type CurlPart =
  | { kind: 'option'; name: string; value: string }
  | { kind: 'address'; value: string }
  /** An option that is not understood or cannot be kept, as it was written. */
  | { kind: 'left'; written: string };

/** The words behind `curl`, read as its options. */
export function readOptions(words: readonly string[]): CurlPart[] {
  const parts: CurlPart[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const next = words[at + 1];
    if (word.startsWith('--') && word.length > 2) at += readLong(word.slice(2), next, parts);
    else if (word.startsWith('-') && word.length > 1) at += readShort(word.slice(1), next, parts);
    else if (word !== '-' && word !== '--') parts.push({ kind: 'address', value: word });
  }
  return parts;
}

/** How many further words belong to it. */
function readLong(written: string, next: string | undefined, parts: CurlPart[]): 0 | 1 {
  const [name = '', ...rest] = written.split('=');
  const inline = rest.length > 0 ? rest.join('=') : undefined;
  const option = known.get(name);
  if (option === undefined) {
    parts.push({ kind: 'left', written: `--${name}` });
    return WITH_VALUE.has(name) && inline === undefined ? 1 : 0;
  }
  if (!option.hasValue) {
    parts.push({ kind: 'option', name: option.name, value: '' });
    return 0;
  }
  parts.push({ kind: 'option', name: option.name, value: inline ?? next ?? '' });
  return inline === undefined ? 1 : 0;
}

/** `-sSXPOST`: letters without a value, then at most one with. */
function readShort(letters: string, next: string | undefined, parts: CurlPart[]): 0 | 1 {
  for (const [at, letter] of [...letters].entries()) {
    const rest = [...letters].slice(at + 1).join('');
    const option = known.get(letter);
    if (option === undefined) parts.push({ kind: 'left', written: `-${letter}` });
    const hasValue = option?.hasValue ?? WITH_VALUE.has(letter);
    if (option !== undefined) {
      parts.push({ kind: 'option', name: option.name, value: hasValue ? (rest === '' ? (next ?? '') : rest) : '' });
    }
    if (hasValue) return rest === '' ? 1 : 0;
  }
  return 0;
}
