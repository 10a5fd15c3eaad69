/** The part of hoodiecrow, an IMAP server for tests without types of its own, that is used here. */
declare module 'hoodiecrow-imap' {
  import type { Server } from 'node:net';

  export type StoredMessage = { uid: number; flags: string[]; raw: string; internaldate: string };
  export type StoredMailbox = { uidvalidity: number; uidnext: number; messages: StoredMessage[] };
  export type ImapConnection = { socket: { destroy(): void } };

  export type CommandHandler = (connection: ImapConnection, ...rest: unknown[]) => void;

  export type ImapServer = {
    server: Server;
    listen(port: number, host: string, done: () => void): void;
    close(done: () => void): void;
    getMailbox(path: string): StoredMailbox;
    appendMessage(path: string, flags: string[], internaldate: string, raw: string): unknown;
    getCommandHandler(command: string): CommandHandler;
    setCommandHandler(command: string, handler: CommandHandler): void;
  };

  export default function hoodiecrow(options: {
    plugins: string[];
    users: Record<string, { password: string }>;
    storage: Record<string, unknown>;
    secureConnection?: boolean;
    credentials?: { key: string; cert: string };
  }): ImapServer;
}
