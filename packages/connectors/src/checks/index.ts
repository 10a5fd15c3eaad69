import { type Auth, defineConnector } from '@patchbay/connector';

const basic: Auth = {
  kind: 'fields',
  id: 'basic',
  title: 'User name and password',
  description: 'The sender signs in with HTTP Basic. The only check a form in a browser can pass.',
  fields: [
    { name: 'username', title: 'User name' },
    { name: 'password', title: 'Password', isSecret: true },
  ],
};

const header: Auth = {
  kind: 'fields',
  id: 'header',
  title: 'A secret in a header',
  description: 'The sender puts a secret that both sides know into a header of each request.',
  fields: [
    { name: 'header', title: 'Header', default: 'X-Api-Key' },
    { name: 'value', title: 'Secret', description: 'The whole value of the header.', isSecret: true },
  ],
};

const hmac: Auth = {
  kind: 'fields',
  id: 'hmac',
  title: 'A signature (HMAC)',
  description: 'The sender signs the body of each request with a secret that both sides know.',
  fields: [
    { name: 'secret', title: 'Signing secret', isSecret: true },
    { name: 'header', title: 'Header of the signature', default: 'X-Signature' },
    {
      name: 'algorithm',
      title: 'Algorithm',
      default: 'sha256',
      choices: [
        { value: 'sha256', label: 'SHA-256' },
        { value: 'sha512', label: 'SHA-512' },
        { value: 'sha1', label: 'SHA-1' },
      ],
    },
    {
      name: 'encoding',
      title: 'Written as',
      default: 'hex',
      choices: [
        { value: 'hex', label: 'Hexadecimal' },
        { value: 'base64', label: 'Base64' },
      ],
    },
    {
      name: 'prefix',
      title: 'Text before the signature',
      description: 'Such as sha256= at GitHub and v0= at Slack.',
      isOptional: true,
    },
    {
      name: 'signs',
      title: 'What is signed',
      default: 'body',
      description: 'With a time in it, a request that somebody copied cannot be sent again later.',
      choices: [
        { value: 'body', label: 'The body' },
        { value: 'timestamp.body', label: 'The time, a dot, the body' },
        { value: 'v0:timestamp:body', label: 'v0:, the time, a colon, the body (Slack)' },
      ],
    },
    {
      name: 'timestampHeader',
      title: 'Header of the time',
      description: 'Needed where the time is signed, such as X-Slack-Request-Timestamp.',
      isOptional: true,
    },
    {
      name: 'tolerance',
      title: 'Oldest request, in seconds',
      description: 'Where the time is signed: a request from longer ago, or from the future, is refused.',
      default: '300',
    },
  ],
};

const stripe: Auth = {
  kind: 'fields',
  id: 'stripe',
  title: 'A signature with its time (Stripe)',
  description: 'The sender signs the time and the body, and puts both into one header: t=…,v1=…',
  fields: [
    { name: 'secret', title: 'Signing secret', description: 'At Stripe it starts with whsec_.', isSecret: true },
    { name: 'header', title: 'Header of the signature', default: 'Stripe-Signature' },
    {
      name: 'tolerance',
      title: 'Oldest request, in seconds',
      description: 'A request from longer ago, or from the future, is refused.',
      default: '300',
    },
  ],
};

const standardWebhooks: Auth = {
  kind: 'fields',
  id: 'standard-webhooks',
  title: 'Standard Webhooks',
  description: 'The sender signs as standardwebhooks.com says, with the headers webhook-id, -timestamp and -signature.',
  fields: [{ name: 'secret', title: 'Signing secret', description: 'It starts with whsec_.', isSecret: true }],
};

/** How a flow's own addresses know who sends. It has no operations: its accounts are what triggers check requests with. */
export const checksConnector = defineConnector({
  id: 'request-checks',
  version: '1',
  name: 'Checks of who sends',
  description: 'Secrets and signatures by which the addresses of your flows know who may call them.',
  category: 'developer',
  auth: [basic, header, hmac, stripe, standardWebhooks],
  operations: {},
});
