/** Words of the capstone in English. */
export const judge = {
  capstone: 'Capstone',
  open: 'Judge the claims',
  none: 'This course has no capstone',
  proved: (proved: number, count: number): string => `${proved} of ${count} claims proved`,
  held: (held: number, proved: number): string =>
    `${held} of ${proved} judged as the experiment showed`,
  verdicts: { right: 'Right', wrong: 'Wrong' },
  /** The claim, after its experiment. */
  decided: { right: 'Proved right', wrong: 'Proved wrong' },
  toProve: (verdict: string): string => `You say: ${verdict}. Prove it`,
  ask: 'Is that so?',
  judgeFirst: 'Say what you think first; then the experiment opens.',
  prove: 'Now let the machine decide',
  decision: 'What the experiment decided',
  isSo: { right: 'The claim holds', wrong: 'The claim does not hold' },
  youHeld: 'That is what you said.',
  youDidNot: 'You had said otherwise. Now you have shown it yourself.',
  taughtIn: (lesson: string): string => `Taught in: ${lesson}`,
};
