/** Words of the course map and the glossary in English. */
export const home = {
  continue: 'Continue',
  again: 'Open again',
  continueAt: (number: number, title: string): string => `Lesson ${number}: ${title}`,
  welcome: 'See what happens to memory',
  welcomeText:
    'A heap that really runs, lessons that ask before they tell, and a sandbox where every idea can be tried.',
  allDone: 'You have walked through every lesson. Reviews keep what you learnt.',
  reviews: 'Reviews due today',
  reviewsNone: 'Nothing is due today',
  reviewsNoneText:
    'Answer questions in a lesson or its quiz; what you met comes back on later days.',
  reviewsCount: (count: number): string => (count === 1 ? '1 question' : `${count} questions`),
  reviewsStart: 'Review now',
  sandbox: 'Sandbox',
  sandboxOpen: 'Open the sandbox',
  session: 'Open a session',
  sessionText: 'Replay what somebody exported, and see whether it agrees.',
  sessionOpen: 'Choose a file…',
  course: 'The course',
  tracks: 'Track',
  wholeCourse: 'Whole course',
  lessonNumber: (number: number): string => `Lesson ${number}`,
  minutes: (minutes: number): string => `${minutes} min`,
  needs: (names: string): string => `Builds on: ${names}`,
  progress: (seen: number, steps: number): string => `${seen} of ${steps} steps`,
  answers: (right: number, answered: number): string => `${right} of ${answered} answers right`,
  finished: 'Finished',
  started: 'Under way',
  labDone: 'Lab done',
  quiz: 'Quiz',
  quizOf: (title: string): string => `Quiz on ${title}`,
  lab: 'Lab',
  labOf: (title: string): string => `Lab of ${title}`,
  ideas: 'Your ideas',
  ideasText:
    'How well each idea stands, from your answers over time. Days later counts more than once.',
  ideasNone: 'Ideas appear here once you have answered a question about them.',
  strength: (share: string): string => `${share} strong`,
  /** Of so many answers, those that were right a day or more after the idea was first met. */
  rightLater: (right: number, answered: number): string =>
    `${answered === 1 ? '1 answer' : `${answered} answers`}, ${right === 0 ? 'none' : right} right on a later day`,
  lessonRightLater: (right: number): string => `${right} right on a later day`,
  noLessons: 'No lessons were found',
  noLessonsText:
    'The folder of lessons is missing or damaged. Install Heapwise again; your progress is kept.',
};
