/** One line of the table of results. */
export interface Row {
  readonly what: string;
  /** What is to be reached, in words. */
  readonly goal: string;
  /** What was measured, in words; or why nothing was. */
  readonly result: string;
  /** `null` where nothing could be measured. */
  readonly isMet: boolean | null;
}

/** A row whose figure is how many times less time something takes; at least `goal` times is wanted. */
export function ratioRow(
  what: string,
  goal: number,
  own: number,
  other: number,
  unit: string,
): Row {
  const ratio = other / own;
  return {
    what,
    goal: `≥ ${goal}×`,
    result: `${rounded(ratio)}× (${rounded(own)} against ${rounded(other)} ${unit})`,
    isMet: ratio >= goal,
  };
}

export function missingRow(what: string, goal: string, why: string): Row {
  return { what, goal, result: why, isMet: null };
}

/** Three figures that tell something. */
export function rounded(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

/** The table in Markdown. `before`: lines of an earlier table, each kept unless it is measured anew. */
export function tableOf(rows: readonly Row[], before: readonly string[] = []): string {
  const lines = new Map(before.map((line) => [whatOf(line), line]));
  const mark = (isMet: boolean | null): string => (isMet === null ? '–' : isMet ? 'yes' : '**no**');
  for (const { what, goal, result, isMet } of rows)
    lines.set(what, `| ${what} | ${goal} | ${result} | ${mark(isMet)} |`);
  return ['| what | goal | measured | met |', '| --- | --- | --- | --- |', ...lines.values()].join(
    '\n',
  );
}

/** Lines of the rows of a table, without its head. */
export function linesOf(table: string): string[] {
  return table
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(2);
}

function whatOf(line: string): string {
  return line.slice(2, line.indexOf(' |', 2));
}
