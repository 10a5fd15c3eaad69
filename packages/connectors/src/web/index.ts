import { type AccountField, type Auth, defineConnector } from '@patchbay/connector';

const address: AccountField = {
  name: 'address',
  title: 'Address',
  description: 'Such as https://api.example.com. The account is sent there and nowhere else.',
};

const token: Auth = {
  kind: 'fields',
  id: 'web-bearer',
  title: 'A token',
  description: 'Sent as “Authorization: Bearer …”.',
  fields: [address, { name: 'token', title: 'Token', isSecret: true }],
};

const password: Auth = {
  kind: 'fields',
  id: 'web-basic',
  title: 'User name and password',
  description: 'Sent with HTTP Basic. Some APIs take a key as the user name and no password.',
  fields: [
    address,
    { name: 'username', title: 'User name' },
    { name: 'password', title: 'Password', isSecret: true, isOptional: true },
  ],
};

const header: Auth = {
  kind: 'fields',
  id: 'web-header',
  title: 'A key in a header',
  fields: [
    address,
    { name: 'header', title: 'Header', default: 'X-Api-Key' },
    { name: 'value', title: 'Key', description: 'The whole value of the header.', isSecret: true },
  ],
};

const query: Auth = {
  kind: 'fields',
  id: 'web-query',
  title: 'A key in the address',
  description: 'Sent behind the ? of the address.',
  fields: [
    address,
    { name: 'name', title: 'Name of the value', default: 'api_key' },
    { name: 'value', title: 'Key', isSecret: true },
  ],
};

/** Accounts for HTTP requests to addresses that no connector stands for. Each is bound to the address it is for. */
export const webConnector = defineConnector({
  id: 'web',
  version: '1',
  name: 'HTTP requests',
  description: 'Tokens, passwords and keys for your HTTP request steps, each sealed and bound to one address.',
  category: 'developer',
  keywords: ['http', 'token', 'api key', 'bearer', 'credentials'],
  auth: [token, password, header, query],
  operations: {},
});
