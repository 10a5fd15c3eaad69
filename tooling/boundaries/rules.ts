import type { IConfiguration, IForbiddenRuleType } from 'dependency-cruiser';

// Who may import whom. The reasons stand in docs/ARCHITECTURE.md; each rule is shown to fail in rules.test.ts.
const pure = { flow: '^packages/flow/', expression: '^packages/expression/', execution: '^packages/execution/' };
const words = '^packages/words/';
const sdk = '^packages/connector/';
const connectors = '^packages/connectors/';
const openapi = '^packages/openapi/';
const web = '^apps/web/';
const server = '^apps/server/';

/** Tests and test kits may reach further than the code they test. */
const TESTS = '\\.test\\.tsx?$|/testing(\\.ts$|/)|/testing\\.|/(generate|bench)[A-Za-z]*\\.ts$';

const npm = (...names: string[]) => `(^|/)node_modules/(${names.join('|')})/`;

function layer(name: string, from: string, mayUse: readonly string[]): IForbiddenRuleType {
  return {
    name,
    severity: 'error',
    from: { path: from, pathNot: TESTS },
    to: { path: '^(apps|packages)/', pathNot: [from, ...mayUse] },
  };
}

function only(name: string, where: { side: string; folder: string }, modules: string): IForbiddenRuleType {
  return {
    name,
    severity: 'error',
    from: { path: where.side, pathNot: [`^${where.folder}`, TESTS] },
    to: { path: modules },
  };
}

export const rules: IForbiddenRuleType[] = [
  {
    name: 'no-cycles',
    severity: 'error',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  layer('words-stand-alone', words, []),
  layer('expression-knows-words-only', pure.expression, [words]),
  layer('flow-knows-expression-only', pure.flow, [pure.expression, words]),
  layer('connector-knows-words-only', sdk, [words]),
  layer('connectors-use-the-sdk-and-read-descriptions-only', connectors, [sdk, openapi]),
  layer('openapi-uses-the-sdk-only', openapi, [sdk]),
  layer('execution-knows-the-languages-only', pure.execution, [pure.flow, pure.expression, sdk, words]),
  {
    name: 'packages-never-reach-apps',
    severity: 'error',
    from: { path: '^packages/' },
    to: { path: '^apps/' },
  },
  {
    name: 'pure-packages-know-no-node',
    severity: 'error',
    from: { path: [...Object.values(pure), words, sdk, openapi], pathNot: TESTS },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'commands-and-document-know-no-screen',
    severity: 'error',
    from: { path: '^apps/web/src/editor/(commands|document)/', pathNot: TESTS },
    to: { path: npm('react', 'react-dom', '@xyflow', '@tanstack', '@trpc', '@mantine') },
  },
  only('only-the-canvas-knows-react-flow', { side: web, folder: 'apps/web/src/editor/canvas/' }, npm('@xyflow')),
  only('only-the-store-knows-the-database', { side: server, folder: 'apps/server/src/store/' }, npm('@prisma', 'pg')),
  only('only-egress-reaches-out', { side: server, folder: 'apps/server/src/egress/' }, npm('undici')),
  {
    // Those that listen are named: the server, and whoever looks for a port that is free. Types are words, and dial nobody.
    name: 'only-egress-opens-sockets',
    severity: 'error',
    from: {
      path: ['^apps/server/', '^packages/'],
      pathNot: [
        '^apps/server/src/egress/',
        '^apps/server/src/api/server/(createServer|choosePort)\\.ts$',
        '^apps/server/src/database/launch\\.ts$',
        TESTS,
        '\\.(fixture|testing)\\.ts$',
      ],
    },
    to: {
      path: '^(node:)?(http|https|http2|net|tls|dgram|dns|dns/promises|inspector)$',
      dependencyTypes: ['core'],
      dependencyTypesNot: ['type-only'],
    },
  },
  only(
    'only-mail-speaks-smtp-and-imap',
    { side: server, folder: 'apps/server/src/mail/' },
    npm('nodemailer', 'imapflow'),
  ),
  {
    name: 'web-imports-server-types-only',
    severity: 'error',
    from: { path: web },
    to: { path: server, dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'use-cases-know-no-transport',
    severity: 'error',
    from: { path: '^apps/server/src/(flows|runs|connections|connectors|workspaces|policies)/', pathNot: TESTS },
    to: { path: ['^apps/server/src/api/', npm('@trpc', 'fastify')] },
  },
  {
    name: 'policies-know-no-database',
    severity: 'error',
    from: { path: '^apps/server/src/policies/', pathNot: TESTS },
    to: { path: '^apps/server/src/store/' },
  },
  {
    name: 'ui-knows-no-domain',
    severity: 'error',
    from: { path: '^apps/web/src/ui/', pathNot: TESTS },
    to: { path: ['^packages/', '^apps/web/src/(editor|screens|api)/'] },
  },
  {
    name: 'journeys-are-black-box',
    severity: 'error',
    from: { path: '^e2e/' },
    to: { path: '^(apps|packages)/' },
  },
];

export const configuration: IConfiguration = {
  forbidden: rules,
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/(dist|generated)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
