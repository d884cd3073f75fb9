/** What the session place shows of a document. */
import type { SessionDocument } from '../contract/document.ts';
import type { SessionSummary } from '../contract/session.ts';

export function summaryOf(session: SessionDocument): SessionSummary {
  return {
    title: session.title,
    startedAt: session.startedAt,
    savedAt: session.savedAt,
    answered: session.answers.length,
    right: session.answers.filter((answer) => answer.right).length,
    lessons: session.lessons.map((each) => ({ lesson: each.lesson, steps: each.steps.length })),
    runs: session.runs.map((run) => ({
      run: run.id,
      name: run.source.name,
      collector: run.settings.collector,
      allocator: run.settings.allocator,
      operations: run.outcome.operations,
      events: run.outcome.events,
      hash: run.outcome.hash ?? '',
    })),
    answers: session.answers.map((answer) => ({
      type: answer.question.kind === 'step' ? answer.question.step : answer.question.type,
      concept: answer.concept,
      right: answer.right,
      misconception: answer.misconception,
    })),
  };
}
