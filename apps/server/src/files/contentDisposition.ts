import { fileName } from './fileName.ts';

/** The header by which a browser saves a file under its name, and never shows it as a page of this server. */
export function contentDisposition(name: string): string {
  const safe = fileName(name);
  const plain = safe.replace(/[^\x20-\x7e]|["%\\]/g, '_');
  const encoded = encodeURIComponent(safe).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
