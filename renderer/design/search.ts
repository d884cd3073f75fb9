/** Finds things by a few letters of their names. */
interface Findable {
  readonly label: string;
  readonly also?: string;
}

/**
 * Entries that hold every word of `sought`, best first: those whose name begins with it, then those
 * that have a word beginning with it, then the rest; in their own order within each.
 */
export function findEntries<Entry extends Findable>(
  entries: readonly Entry[],
  sought: string,
): readonly Entry[] {
  const words = plain(sought)
    .split(/\s+/u)
    .filter((word) => word !== '');
  const first = words[0];
  if (first === undefined) return entries;
  const ranked: { entry: Entry; rank: number }[] = [];
  for (const entry of entries) {
    const label = plain(entry.label);
    const all = `${label} ${plain(entry.also ?? '')}`;
    if (!words.every((word) => all.includes(word))) continue;
    const rank = label.startsWith(first)
      ? 0
      : all.split(/[\s,.:()-]+/u).some((word) => word.startsWith(first))
        ? 1
        : 2;
    ranked.push({ entry, rank });
  }
  return ranked.sort((a, b) => a.rank - b.rank).map((one) => one.entry);
}

/** Without case, accents or the width of full-width letters. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase();
}
