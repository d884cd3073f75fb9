/** What the thread needs of the course: handlers of its requests, made from its files and ports. */
import type { Handlers } from '../contract/contract.ts';
import type { CoursePorts } from '../course/ports.ts';
import type { ProgressDocument } from '../course/progress/document.ts';
import type { HostedRequestName } from './calls.ts';

export type CourseRequestName = Exclude<HostedRequestName, `run/${string}`>;

/** `files`: path below the lessons' folder → text. `progress`: null for a learner who has done nothing yet. */
export type MakeCourse = (
  files: ReadonlyMap<string, string>,
  progress: ProgressDocument | null,
  ports: CoursePorts,
) => Pick<Handlers, CourseRequestName>;
