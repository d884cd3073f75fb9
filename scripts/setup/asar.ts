/**
 * An asar archive of a few small text files, in the format that Electron reads: a pickle with the
 * length of the header, a pickle with the header as JSON, then the files one after another.
 */
export function packAsar(files: Readonly<Record<string, string>>): Buffer {
  const entries: Record<string, { readonly size: number; readonly offset: string }> = {};
  const contents: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const content = Buffer.from(text, 'utf8');
    entries[name] = { size: content.length, offset: String(offset) };
    contents.push(content);
    offset += content.length;
  }
  const header = Buffer.from(JSON.stringify({ files: entries }), 'utf8');
  const padded = Math.ceil(header.length / 4) * 4;
  const head = Buffer.alloc(16 + padded);
  head.writeUInt32LE(4, 0);
  head.writeUInt32LE(padded + 8, 4);
  head.writeUInt32LE(padded + 4, 8);
  head.writeUInt32LE(header.length, 12);
  header.copy(head, 16);
  return Buffer.concat([head, ...contents]);
}
