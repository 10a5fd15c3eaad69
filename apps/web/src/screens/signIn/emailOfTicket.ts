/** The address that the link of a mail was made for, to be shown; the server looks at it again. Empty where it cannot be read. */
export function emailOfTicket(ticket: string): string {
  const [address = ''] = ticket.split('.');
  try {
    const bytes = Uint8Array.from(atob(address.replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
      letter.charCodeAt(0),
    );
    const text = new TextDecoder().decode(bytes);
    return text.includes('@') ? text : '';
  } catch {
    return '';
  }
}
