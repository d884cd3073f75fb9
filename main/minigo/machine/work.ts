/** The rest of an instruction that takes long. */

/** Does one piece at each `next`: between two of them the run may pause. */
export type Work = Generator<void, void, void>;

/** Words, elements or entries of one piece: a few microseconds' worth. */
export const pieceLength = 256;
/** Bytes that one piece of text has. */
export const pieceBytes = pieceLength * 8;
