/** The rest of an instruction that takes long. */

/** Does one piece at each `next`: between two of them the run may pause. */
export type Work = Generator<void, void, void>;
