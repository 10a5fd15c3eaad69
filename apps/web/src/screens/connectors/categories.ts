import { t } from '../../texts/t.ts';

/** The connectors' fields of work, in the order of the gallery. */
export const categories = [
  { value: 'logic', label: t('Logic') },
  { value: 'messaging', label: t('Messaging') },
  { value: 'email', label: t('E-mail') },
  { value: 'payments', label: t('Payments') },
  { value: 'crm', label: t('CRM and sales') },
  { value: 'data', label: t('Tables and data') },
  { value: 'files', label: t('Files and notes') },
  { value: 'commerce', label: t('Shop') },
  { value: 'calendar', label: t('Calendar and tasks') },
  { value: 'support', label: t('Support') },
  { value: 'ai', label: 'AI' },
  { value: 'marketing', label: t('Marketing') },
  { value: 'analytics', label: t('Analytics') },
  { value: 'authentication', label: t('Sign-in and users') },
  { value: 'developer', label: t('Developers') },
] as const;
