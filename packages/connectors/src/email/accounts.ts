import type { AccountField, Auth } from '@patchbay/connector';

const security: AccountField = {
  name: 'security',
  title: 'Encryption',
  description: 'No encryption is for servers on private networks that Patchbay may reach.',
  default: 'tls',
  choices: [
    { value: 'tls', label: 'TLS from the start' },
    { value: 'starttls', label: 'STARTTLS' },
    { value: 'none', label: 'None' },
  ],
};

const password: AccountField = {
  name: 'password',
  title: 'Password',
  description: 'Many providers want one made for an app. Sealed when you connect; nobody can read it here again.',
  isSecret: true,
};

/** An account that sends. */
export const smtp: Extract<Auth, { kind: 'fields' }> = {
  kind: 'fields',
  id: 'smtp',
  title: 'Sending (SMTP)',
  description: 'The server your e-mail program sends with. Its help page names it as the SMTP or outgoing server.',
  fields: [
    { name: 'host', title: 'Server', description: 'Such as smtp.example.com.' },
    security,
    {
      name: 'port',
      title: 'Port',
      description: 'Empty: 465 with TLS from the start, 587 with STARTTLS, 25 with none.',
      isOptional: true,
    },
    {
      name: 'user',
      title: 'User name',
      description: 'Mostly the whole e-mail address. Empty where the server asks for none.',
      isOptional: true,
    },
    { ...password, isOptional: true },
    {
      name: 'from',
      title: 'Sender',
      description: 'The address e-mails come from, such as Acme <office@example.com>.',
    },
  ],
};

/** An account that receives. */
export const imap: Extract<Auth, { kind: 'fields' }> = {
  kind: 'fields',
  id: 'imap',
  title: 'Receiving (IMAP)',
  description: 'The server your e-mail program reads from. Its help page names it as the IMAP or incoming server.',
  fields: [
    { name: 'host', title: 'Server', description: 'Such as imap.example.com.' },
    security,
    {
      name: 'port',
      title: 'Port',
      description: 'Empty: 993 with TLS from the start, 143 otherwise.',
      isOptional: true,
    },
    { name: 'user', title: 'User name', description: 'Mostly the whole e-mail address.' },
    password,
  ],
};
