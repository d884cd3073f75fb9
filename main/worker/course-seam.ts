/** What the thread needs of the course, made from its files and ports. */
import type { Handlers } from '../contract/contract.ts';
import type { CoursePorts } from '../course/ports.ts';
import type { ProgressDocument } from '../course/progress/document.ts';
import type { WorksheetOrder } from '../contract/teacher.ts';
import type { HostedRequestName, ThreadCalls } from './calls.ts';

export type CourseRequestName = Exclude<HostedRequestName, `run/${string}`>;

/** A course at work: it answers the page, draws worksheets, and lets go of its runs. */
export interface HostedCourse {
  readonly handlers: Pick<Handlers, CourseRequestName>;
  worksheet(order: WorksheetOrder): Promise<ThreadCalls['worksheet']['result']>;
  close(): void;
}

export interface MakeCourse {
  /** `files`: path below the lessons' folder → text. `progress`: null for a learner who has done nothing yet. */
  (
    files: ReadonlyMap<string, string>,
    progress: ProgressDocument | null,
    ports: CoursePorts,
  ): HostedCourse;
}
