import type { Connector } from '@patchbay/connector';
import { aiServerConnector } from './apps/ai-server/index.ts';
import { airtableConnector } from './apps/airtable/index.ts';
import { anthropicConnector } from './apps/anthropic/index.ts';
import { auth0Connector } from './apps/auth0/index.ts';
import { discordConnector } from './apps/discord/index.ts';
import { geminiConnector } from './apps/gemini/index.ts';
import { githubConnector } from './apps/github/index.ts';
import { gmailConnector } from './apps/gmail/index.ts';
import { googleCalendarConnector } from './apps/google-calendar/index.ts';
import { googleDriveConnector } from './apps/google-drive/index.ts';
import { googleSheetsConnector } from './apps/google-sheets/index.ts';
import { hubspotConnector } from './apps/hubspot/index.ts';
import { jiraConnector } from './apps/jira/index.ts';
import { mixpanelConnector } from './apps/mixpanel/index.ts';
import { notionConnector } from './apps/notion/index.ts';
import { openaiConnector } from './apps/openai/index.ts';
import { outlookConnector } from './apps/outlook/index.ts';
import { paypalConnector } from './apps/paypal/index.ts';
import { s3Connector } from './apps/s3/index.ts';
import { segmentConnector } from './apps/segment/index.ts';
import { sendgridConnector } from './apps/sendgrid/index.ts';
import { shopifyConnector } from './apps/shopify/index.ts';
import { slackConnector } from './apps/slack/index.ts';
import { stripeConnector } from './apps/stripe/index.ts';
import { teamsConnector } from './apps/teams/index.ts';
import { telegramConnector } from './apps/telegram/index.ts';
import { trelloConnector } from './apps/trello/index.ts';
import { twilioConnector } from './apps/twilio/index.ts';
import { typeformConnector } from './apps/typeform/index.ts';
import { whatsappConnector } from './apps/whatsapp/index.ts';
import { checksConnector } from './checks/index.ts';
import { coreConnector } from './core/index.ts';
import { cryptoConnector } from './crypto/index.ts';
import { dataConnector } from './data/index.ts';
import { datesConnector } from './dates/index.ts';
import { emailConnector } from './email/index.ts';
import { listsConnector } from './lists/index.ts';
import { storeConnector } from './store/index.ts';
import { tablesConnector } from './tables/index.ts';
import { textConnector } from './text/index.ts';
import { webConnector } from './web/index.ts';

/** The connectors every workspace has without importing anything. */
export const builtInConnectors: readonly Connector[] = [
  coreConnector,
  listsConnector,
  textConnector,
  datesConnector,
  dataConnector,
  cryptoConnector,
  emailConnector,
  checksConnector,
  webConnector,
  tablesConnector,
  storeConnector,
  googleSheetsConnector,
  gmailConnector,
  googleDriveConnector,
  googleCalendarConnector,
  openaiConnector,
  anthropicConnector,
  geminiConnector,
  aiServerConnector,
  slackConnector,
  telegramConnector,
  whatsappConnector,
  airtableConnector,
  notionConnector,
  githubConnector,
  discordConnector,
  jiraConnector,
  outlookConnector,
  teamsConnector,
  auth0Connector,
  hubspotConnector,
  mixpanelConnector,
  paypalConnector,
  s3Connector,
  segmentConnector,
  sendgridConnector,
  shopifyConnector,
  stripeConnector,
  trelloConnector,
  twilioConnector,
  typeformConnector,
];
