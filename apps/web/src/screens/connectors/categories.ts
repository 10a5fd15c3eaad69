/** The connectors' fields of work, in the order of the gallery. */
export const categories = [
  { value: 'logic', label: 'Logic' },
  { value: 'messaging', label: 'Messaging' },
  { value: 'email', label: 'E-mail' },
  { value: 'payments', label: 'Payments' },
  { value: 'crm', label: 'CRM and sales' },
  { value: 'data', label: 'Tables and data' },
  { value: 'files', label: 'Files and notes' },
  { value: 'commerce', label: 'Shop' },
  { value: 'calendar', label: 'Calendar and tasks' },
  { value: 'support', label: 'Support' },
  { value: 'ai', label: 'AI' },
  { value: 'marketing', label: 'Marketing' },
  { value: 'analytics', label: 'Analytics' },
  { value: 'authentication', label: 'Sign-in and users' },
  { value: 'developer', label: 'Developers' },
] as const;
