/** What the command line asks of the app. Chromium and second instances add switches of their own, which are passed over. */
export interface AppArguments {
  /** Folder for the tour's pictures and session; null without a tour. */
  readonly tour: string | null;
  /** Folder of everything the app keeps; null for the system's own place. */
  readonly userData: string | null;
  /** A session document to open, as the desktop passes it on a double click. */
  readonly sessionFile: string | null;
}

export function parseArguments(argv: readonly string[]): AppArguments {
  return {
    tour: valueOf(argv, '--tour'),
    userData: valueOf(argv, '--user-data-dir'),
    sessionFile:
      argv.slice(1).find((each) => !each.startsWith('-') && each.endsWith('.heapwise')) ?? null,
  };
}

/** Both `--name=value` and `--name value`; the last one counts. */
function valueOf(argv: readonly string[], name: string): string | null {
  let found: string | null = null;
  argv.forEach((each, index) => {
    if (each.startsWith(`${name}=`)) found = each.slice(name.length + 1);
    else if (each === name) {
      const next = argv[index + 1];
      if (next !== undefined && !next.startsWith('--')) found = next;
    }
  });
  return found === '' ? null : found;
}
