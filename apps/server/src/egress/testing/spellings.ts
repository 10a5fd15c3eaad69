/** Addresses that flows may not reach, as somebody would write them who wants to: each in the place of a URL's host. */
export const hosts: readonly string[] = [
  // IPv4 in all the ways that resolvers ever took.
  `127.0.0.1 127.1 127.0.1 0177.0.0.1 0177.1 00177.0.0.1 0x7f.0.0.1 0x7f.1 0x7F.0x0.0x0.0x1 0x7f000001 0X7F000001 017700000001
    2130706433 127.0.0.1. 127.1. 127.127.127.127 127.255.255.254 0x7f.0.1 0177.0x0.01 127.0x1 127.0.0.01
    0.0.0.0 0 0.1 00 0x0 0.0.0.0. 0.255.255.255
    10.0.0.1 10.1 10.255.255.255 0xa.1 012.1 167772161 0x0a000001 10.0.0.1.
    172.16.0.1 172.31.255.255 172.16.1 0xac.0x10.0.1 2886729729 0254.020.0.1 0xac100001
    192.168.0.1 192.168.1 192.168.257 0xc0.0xa8.1 3232235521 0300.0250.0.1 0xc0a80001 192.168.255.255
    169.254.169.254 169.254.43518 0xa9.0xfe.0xa9.0xfe 0xa9fea9fe 2852039166 0251.0376.0251.0376 169.254.0xa9fe 169.16689662
    169.254.169.254. 0251.254.169.254 0xA9.254.0251.254 169.254.170.2 169.254.0.1
    100.64.0.1 100.127.255.255 100.100.100.200 192.0.0.1 192.0.0.192 192.0.2.1 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1
    224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255 192.88.99.1 0xffffffff 4294967295`,
  // Digits and dots of other alphabets, which become plain ones.
  '①②⑦.⓪.⓪.①',
  '１２７.０.０.１',
  '127。0。0。1',
  '127．0．0．1',
  '127｡0｡0｡1',
  '１６９.２５４.１６９.２５４',
  '𝟏𝟐𝟕.𝟎.𝟎.𝟏',
  '⑯⑨.②⑤④.⑯⑨.②⑤④',
  '0ｘ7f.1',
  '⒈0.0.1',
  'ｌｏｃａｌｈｏｓｔ',
  'ⓛⓞⓒⓐⓛⓗⓞⓢⓣ',
  'locaLHOST',
  'localhost.',
  'loc%61lhost',
  '127%2E0%2E0%2E1',
  '%31%32%37.0.0.1',
  '127.0.0.1%00.example.com',
  // IPv6, and IPv4 inside it.
  `[::1] [::] [0:0:0:0:0:0:0:1] [0000::0001] [::0:1] [::ffff:127.0.0.1] [::ffff:7f00:1] [::FFFF:7F00:0001] [0:0:0:0:0:ffff:127.0.0.1]
    [::127.0.0.1] [::7f00:1] [::ffff:10.0.0.1] [::ffff:a9fe:a9fe] [::ffff:169.254.169.254] [::169.254.169.254] [::ffff:0:127.0.0.1]
    [::ffff:0:7f00:1] [64:ff9b::127.0.0.1] [64:ff9b::7f00:1] [64:ff9b::a9fe:a9fe] [64:ff9b:1::10.0.0.1] [64:ff9b:1::a00:1]
    [2002:7f00:1::] [2002:7f00:1::1] [2002:a9fe:a9fe::] [2002:a00:1::] [2001::1] [2001:0:7f00:1::] [2001:0:0:0:0:0:80ff:fffe]
    [fe80::1] [fe80::a9fe:a9fe] [febf::1] [fc00::1] [fd00::1] [fd00:ec2::254] [fdff:ffff::1] [fec0::1] [ff02::1] [ff0e::1]
    [100::1] [2001:db8::1] [2001:10::1] [2001:20::1] [3ffe::1] [5f00::1] [::ffff:0.0.0.0] [::ffff:0:0] [::2] [4000::1]
    [fe80::1%25lo] [fe80::1%lo] [::1%25lo] [::ffff:127.0.0.1%25lo]`,
].flatMap((text) => text.trim().split(/\s+/));

/** Whole addresses that hide where they lead, `PORT` in the place of the port. */
export const addresses: readonly string[] = [
  'http://93.184.215.14@127.0.0.1:PORT/',
  'http://93.184.215.14:80@127.0.0.1:PORT/',
  'http://user:password@169.254.169.254:PORT/',
  'http://93.184.215.14%40@127.0.0.1:PORT/',
  'http://127.0.0.1:PORT#@93.184.215.14/',
  'http://127.0.0.1:PORT\\@93.184.215.14/',
  'http:\\\\127.0.0.1:PORT\\',
  'http:127.0.0.1:PORT/',
  'http:/127.0.0.1:PORT/',
  'http:///127.0.0.1:PORT/',
  'http://\t127.0.0.1:PORT/',
  'ht\ntp://127.0.0.1:PORT/',
  ' http://127.0.0.1:PORT/',
  'HTTP://127.0.0.1:PORT/',
  '//127.0.0.1:PORT/',
  'https://127.0.0.1:PORT/',
  'ftp://127.0.0.1:PORT/',
  'ws://127.0.0.1:PORT/',
  'gopher://127.0.0.1:PORT/_x',
  'file://127.0.0.1/etc/passwd',
  'unix:///var/run/docker.sock',
  'http://unix:/var/run/docker.sock:/info',
  'data:text/plain,hello',
  'javascript:alert(1)',
];

/** Names, and what a resolver says that they are, one answer after the other: the last one stays. */
export const names: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'localhost.example': [['127.0.0.1']],
  'private.example': [['10.0.0.1']],
  'metadata.google.internal': [['169.254.169.254']],
  metadata: [['169.254.169.254']],
  'instance-data.ec2.internal': [['169.254.169.254']],
  '127.0.0.1.nip.example': [['127.0.0.1']],
  'v6.example': [['::1']],
  'mapped.example': [['::ffff:169.254.169.254']],
  'local.example': [['fd00::1']],
  'mixed.example': [['93.184.215.14', '10.0.0.1']],
  'mixed-behind.example': [['10.0.0.1', '93.184.215.14']],
  'spelled.example': [['0x7f.1']],
  'zone.example': [['fe80::1%lo']],
  // Another answer every time it is asked: good for the check, and then not.
  'rebinds.example': [['93.184.215.14'], ['127.0.0.1']],
  'rebinds-later.example': [['93.184.215.14'], ['93.184.215.14'], ['169.254.169.254']],
  'xn--lcalhost-o1a.example': [['127.0.0.1']],
  'bücher.example': [['10.0.0.1']],
  'faß.example': [['192.168.0.1']],
};

/** Where public servers lead on to: names that are public, and answer with a redirect to the text behind them. */
export const redirects: Readonly<Record<string, string>> = {
  'to-metadata.example': 'http://169.254.169.254/latest/meta-data/',
  'to-loopback.example': 'http://127.0.0.1:PORT/',
  'to-decimal.example': 'http://2130706433:PORT/',
  'to-mapped.example': 'http://[::ffff:10.0.0.1]:PORT/',
  'to-name.example': 'http://private.example:PORT/',
  'to-relative.example': '//192.168.0.1:PORT/',
  'to-itself-first.example': 'http://to-loopback.example:PORT/',
};
