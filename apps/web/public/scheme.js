// Runs before the first paint, so that a dark page is never white for a moment. A file, because the page's
// content security policy allows no inline scripts. The key is the one `src/app/theme.ts` writes.
{
  let chosen = null;
  try {
    chosen = localStorage.getItem('patchbay-appearance');
  } catch {
    // Storage may be blocked; then the system's setting decides.
  }
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
}
