/** The course as it is read from its folder: everything an author wrote, nothing performed yet. */
import type { Language } from '../../contract/course.ts';
import type { HeapSettings } from '../../simulator/settings.ts';
import type { ProgramOptions, Source } from '../../contract/run.ts';
import type { Expression } from '../expression/syntax.ts';
import type { MomentReference } from '../moment.ts';
import type { LessonText } from './lesson-text.ts';
import type { Both, LabFile } from './schemas.ts';
import type { StepText } from './step-text.ts';
import type { Template } from './template.ts';

/** Paths below the lessons folder, with forward slashes, and the texts there. */
export type CourseFiles = ReadonlyMap<string, string>;

export const languages = ['en', 'zh-CN'] as const satisfies readonly Language[];

export type StepKind = 'step' | 'predict' | 'check' | 'try' | 'note' | 'source' | 'lab' | 'end';
export const stepKinds: readonly StepKind[] = [
  'step',
  'predict',
  'check',
  'try',
  'note',
  'source',
  'lab',
  'end',
];

export type AskForm = 'choice' | 'number' | 'text' | 'counts' | 'set' | 'order' | 'moment' | 'edge';
export const askForms: readonly AskForm[] = [
  'choice',
  'number',
  'text',
  'counts',
  'set',
  'order',
  'moment',
  'edge',
];

/** A wrong answer that was foreseen: its condition (a choice) or its value (all else). */
export interface ForeseenOption {
  readonly condition: Expression | boolean;
  readonly misconception: string | null;
}

export interface Ask {
  readonly form: AskForm;
  readonly concept: string;
  /** What is right, computed at the reveal; null for a choice, whose options know it. */
  readonly answer: Expression | null;
  /** What can be chosen from, where not everything; computed before the reveal. */
  readonly from: Expression | null;
  readonly options: readonly ForeseenOption[];
}

export interface Step {
  readonly id: string;
  readonly kind: StepKind;
  readonly scene: string;
  readonly at: MomentReference;
  /** Null where the stage stays. */
  readonly reveal: MomentReference | null;
  /** Names of objects. */
  readonly focus: readonly string[];
  readonly ask: Ask | null;
  readonly texts: Readonly<Record<Language, StepText>>;
}

export interface Scene {
  readonly name: string;
  readonly source: Source;
  readonly settings: HeapSettings;
  readonly program: ProgramOptions | null;
  readonly facts: readonly {
    readonly at: MomentReference;
    readonly that: Expression;
    readonly source: string;
    readonly line: number;
  }[];
  readonly ends: string;
  /** Line in lesson.yaml. */
  readonly line: number;
}

export interface QuestionEntry {
  readonly type: string;
  readonly levels: readonly number[];
  readonly line: number;
}

export interface LabCheck {
  readonly id: string;
  readonly text: Readonly<Record<Language, Template>>;
  readonly that: Expression;
  readonly found: Expression | null;
  readonly under: Partial<HeapSettings> | null;
  readonly line: number;
}

export interface Lab {
  readonly file: string;
  readonly title: Both;
  readonly goal: Readonly<Record<Language, Template>>;
  readonly start: Source;
  readonly solution: Source;
  readonly settings: HeapSettings;
  readonly program: ProgramOptions | null;
  readonly open: LabFile['open'];
  /** The settings under which the solution is one. */
  readonly solved: HeapSettings;
  readonly limits: LabFile['limits'];
  readonly checks: readonly LabCheck[];
}

export interface LessonSource {
  readonly id: string;
  readonly text: string;
  readonly href: string | null;
  readonly line: number;
}

export interface Lesson {
  readonly folder: string;
  /** Path of lesson.yaml. */
  readonly file: string;
  readonly id: string;
  readonly number: number;
  readonly minutes: number;
  readonly teaches: readonly string[];
  readonly needs: readonly string[];
  /** Line of lesson.yaml on which `needs` begins. */
  readonly needsLine: number;
  readonly scenes: readonly Scene[];
  readonly sources: readonly LessonSource[];
  readonly texts: Readonly<Record<Language, LessonText>>;
  readonly steps: readonly Step[];
  readonly quizFile: string;
  readonly questions: readonly QuestionEntry[];
  readonly lab: Lab | null;
}

export type ClaimVerdict = 'right' | 'wrong';

/** A sentence of the capstone's text: the learner judges it, and an experiment decides. */
export interface Claim {
  readonly id: string;
  readonly claim: Readonly<Record<Language, Template>>;
  readonly verdict: ClaimVerdict;
  /** What is true, and where that comes from; shown once it was proved. */
  readonly because: Readonly<Record<Language, Template>>;
  /** The lesson that teaches it. */
  readonly lesson: string;
  readonly experiment: Lab;
  readonly line: number;
}

export interface Capstone {
  readonly file: string;
  readonly folder: string;
  readonly title: Both;
  /** One sentence. */
  readonly about: Both;
  readonly minutes: number;
  readonly sources: readonly LessonSource[];
  readonly claims: readonly Claim[];
}

export interface Concept {
  readonly id: string;
  readonly title: Both;
}

export interface GlossaryTerm {
  readonly id: string;
  readonly term: Both;
  readonly meaning: Both;
  readonly lesson: string | null;
}

export interface Course {
  readonly title: Both;
  readonly lessons: readonly Lesson[];
  readonly concepts: readonly Concept[];
  readonly tracks: readonly {
    readonly id: string;
    readonly title: Both;
    readonly lessons: readonly string[];
  }[];
  readonly glossary: readonly GlossaryTerm[];
  readonly capstone: Capstone | null;
}
