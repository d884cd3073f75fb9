/**
 * Documents of older versions are brought up to today's one step at a time. Each step knows one
 * version and makes the next; a gap in the chain is a mistake of ours and throws when the app starts.
 */
export interface MigrationStep {
  /** The version it reads; it makes the one after it. */
  readonly from: number;
  readonly apply: (
    document: Readonly<Record<string, unknown>>,
  ) => Readonly<Record<string, unknown>>;
}

export type Migrated =
  | { readonly kind: 'current'; readonly document: Readonly<Record<string, unknown>> }
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'unknown' };

export type Migrate = (document: Readonly<Record<string, unknown>>) => Migrated;

/** @throws RangeError where the steps leave out a version between the first and `newest`. */
export function makeMigration(newest: number, steps: readonly MigrationStep[]): Migrate {
  const ordered = [...steps].sort((one, other) => one.from - other.from);
  ordered.forEach((step, index) => {
    const expected = newest - ordered.length + index;
    if (step.from !== expected) {
      throw new RangeError(
        `There is a step from version ${step.from} where one from ${expected} belongs.`,
      );
    }
  });
  const oldest = newest - ordered.length;

  return (document) => {
    const version = document['version'];
    if (typeof version !== 'number' || !Number.isInteger(version) || version < oldest) {
      return { kind: 'unknown' };
    }
    if (version > newest) return { kind: 'newer', version };
    let current = document;
    for (const step of ordered.slice(version - oldest)) {
      current = { ...step.apply(current), version: step.from + 1 };
    }
    return { kind: 'current', document: current };
  };
}
