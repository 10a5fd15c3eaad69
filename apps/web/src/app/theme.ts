import { type CSSVariablesResolver, createTheme, localStorageColorSchemeManager } from '@mantine/core';

/** Remembers light, dark or "like the system". `public/scheme.js` reads the same key before the first paint. */
export const appearance = localStorageColorSchemeManager({ key: 'patchbay-appearance' });

/** Mantine in our sizes. Its colours come from our tokens, through the resolver below. */
export const theme = createTheme({
  fontFamily: 'var(--pb-font)',
  fontFamilyMonospace: 'var(--pb-mono)',
  fontSizes: { xs: '11px', sm: '13px', md: '13px', lg: '14px', xl: '16px' },
  lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '22px', xl: '24px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '20px', xl: '24px' },
  defaultRadius: 'md',
  colors: {
    petrol: [
      '#e8f7f9',
      '#dbf2f5',
      '#bbe6eb',
      '#8fd3da',
      '#55b4bb',
      '#2c8f9b',
      '#057782',
      '#005e68',
      '#034d56',
      '#003d45',
    ],
  },
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  respectReducedMotion: true,
  focusRing: 'never',
  cursorType: 'pointer',
  components: {
    Input: { vars: () => ({ wrapper: { '--input-height': 'var(--pb-h-control)', '--input-fz': '13px' } }) },
    Popover: { defaultProps: { radius: 'lg', shadow: 'none' } },
    Tooltip: { defaultProps: { radius: 'sm', openDelay: 350, events: { hover: true, focus: true, touch: false } } },
    Modal: { defaultProps: { zIndex: 55, radius: 'xl', centered: true, overlayProps: { backgroundOpacity: 0.35 } } },
  },
});

const ours = {
  '--mantine-color-body': 'var(--pb-bg)',
  '--mantine-color-text': 'var(--pb-text)',
  '--mantine-color-bright': 'var(--pb-text)',
  '--mantine-color-dimmed': 'var(--pb-text-3)',
  '--mantine-color-placeholder': 'var(--pb-text-3)',
  '--mantine-color-anchor': 'var(--pb-brand-text)',
  '--mantine-color-error': 'var(--pb-danger-text)',
  '--mantine-color-default': 'var(--pb-raised)',
  '--mantine-color-default-hover': 'var(--pb-hover)',
  '--mantine-color-default-color': 'var(--pb-text)',
  '--mantine-color-default-border': 'var(--pb-border-strong)',
  '--mantine-color-disabled': 'var(--pb-sunken)',
  '--mantine-color-disabled-color': 'var(--pb-text-disabled)',
  '--mantine-color-disabled-border': 'var(--pb-border)',
  '--mantine-primary-color-filled': 'var(--pb-brand)',
  '--mantine-primary-color-filled-hover': 'var(--pb-brand-hover)',
  '--mantine-primary-color-light': 'var(--pb-brand-soft)',
  '--mantine-primary-color-light-hover': 'var(--pb-brand-soft-2)',
  '--mantine-primary-color-light-color': 'var(--pb-brand-text)',
  '--mantine-primary-color-contrast': 'var(--pb-on-brand)',
  '--mantine-color-petrol-filled': 'var(--pb-brand)',
  '--mantine-color-petrol-filled-hover': 'var(--pb-brand-hover)',
  '--mantine-color-petrol-light': 'var(--pb-brand-soft)',
  '--mantine-color-petrol-light-hover': 'var(--pb-brand-soft-2)',
  '--mantine-color-petrol-light-color': 'var(--pb-brand-text)',
};

/** Hands our tokens to Mantine under its own names, in both schemes alike: the tokens already answer to the scheme. */
export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: ours, dark: ours });
