/** Tables for spreadsheets (RFC 4180). */

/** A text that a spreadsheet would take for a formula is marked as text. */
export function csvField(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** Six places are more than anybody reads, and the same on every machine. */
export function csvFigure(value: number): string {
  if (!Number.isFinite(value)) return '';
  return Number.isInteger(value) ? String(value) : String(Number(value.toFixed(6)));
}

/** Rows of cells that are fields already. */
export function csvTable(rows: readonly (readonly string[])[]): string {
  return `${rows.map((row) => row.join(',')).join('\r\n')}\r\n`;
}
