import type { Connector } from '@patchbay/connector';
import { builtInConnectors } from './builtInConnectors.ts';

/** The apps, by id, in the order in which they are shown. Each is read when something needs it: most processes use a few of them. */
export const apps: Readonly<Record<string, () => Promise<Connector>>> = {
  'google-sheets': async () => (await import('./apps/google-sheets/index.ts')).googleSheetsConnector,
  gmail: async () => (await import('./apps/gmail/index.ts')).gmailConnector,
  'google-drive': async () => (await import('./apps/google-drive/index.ts')).googleDriveConnector,
  'google-calendar': async () => (await import('./apps/google-calendar/index.ts')).googleCalendarConnector,
  openai: async () => (await import('./apps/openai/index.ts')).openaiConnector,
  anthropic: async () => (await import('./apps/anthropic/index.ts')).anthropicConnector,
  gemini: async () => (await import('./apps/gemini/index.ts')).geminiConnector,
  'ai-server': async () => (await import('./apps/ai-server/index.ts')).aiServerConnector,
  slack: async () => (await import('./apps/slack/index.ts')).slackConnector,
  telegram: async () => (await import('./apps/telegram/index.ts')).telegramConnector,
  whatsapp: async () => (await import('./apps/whatsapp/index.ts')).whatsappConnector,
  airtable: async () => (await import('./apps/airtable/index.ts')).airtableConnector,
  notion: async () => (await import('./apps/notion/index.ts')).notionConnector,
  github: async () => (await import('./apps/github/index.ts')).githubConnector,
  discord: async () => (await import('./apps/discord/index.ts')).discordConnector,
  jira: async () => (await import('./apps/jira/index.ts')).jiraConnector,
  outlook: async () => (await import('./apps/outlook/index.ts')).outlookConnector,
  teams: async () => (await import('./apps/teams/index.ts')).teamsConnector,
  auth0: async () => (await import('./apps/auth0/index.ts')).auth0Connector,
  hubspot: async () => (await import('./apps/hubspot/index.ts')).hubspotConnector,
  mixpanel: async () => (await import('./apps/mixpanel/index.ts')).mixpanelConnector,
  paypal: async () => (await import('./apps/paypal/index.ts')).paypalConnector,
  s3: async () => (await import('./apps/s3/index.ts')).s3Connector,
  segment: async () => (await import('./apps/segment/index.ts')).segmentConnector,
  sendgrid: async () => (await import('./apps/sendgrid/index.ts')).sendgridConnector,
  shopify: async () => (await import('./apps/shopify/index.ts')).shopifyConnector,
  stripe: async () => (await import('./apps/stripe/index.ts')).stripeConnector,
  trello: async () => (await import('./apps/trello/index.ts')).trelloConnector,
  twilio: async () => (await import('./apps/twilio/index.ts')).twilioConnector,
  typeform: async () => (await import('./apps/typeform/index.ts')).typeformConnector,
};

/** Every connector that comes with Patchbay, apps included: for lists and searches. */
export async function everyConnector(): Promise<readonly Connector[]> {
  return [...builtInConnectors, ...(await Promise.all(Object.values(apps).map((read) => read())))];
}
