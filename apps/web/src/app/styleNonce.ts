/**
 * The page's nonce for style elements, which the server puts into the head: without it our content security policy
 * keeps them out. For Mantine and CodeMirror (`EditorView.cspNonce`). Empty in development.
 */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}
