/** Text as it was typed or pasted, without what nobody sees and nothing keeps: control characters but for tabs and ends of lines, and halves of characters. */
export function typedText(text: string): string {
  return text.replace(/[^\P{Cc}\t\n\r]|\uFEFF|\p{Cs}/gu, '');
}
