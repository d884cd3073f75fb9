/** Thrown when a value contains itself: Go's program would die of a stack overflow. */
export class EndlessValue extends Error {}

/** Go's fmt has no limit of depth; a cyclic value overflows its stack. */
export const largestDepth = 1_000;
