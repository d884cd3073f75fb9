/** The steps of a lesson from its two files: what they do stands in en.md, zh-CN.md may repeat it but not change it. */
import { parseExpression } from '../expression/parse.ts';
import type { Expression } from '../expression/syntax.ts';
import { ExpressionError } from '../expression/syntax.ts';
import type { MomentReference } from '../moment.ts';
import { parseMoment } from '../moment.ts';
import type { Ask, AskForm, ForeseenOption, Step, StepKind } from './course.ts';
import { askForms, stepKinds } from './course.ts';
import type { LessonText } from './lesson-text.ts';
import type { MistakeList } from './mistake.ts';
import type { OptionText, StepText } from './step-text.ts';

interface Place {
  readonly scene: string;
  readonly at: MomentReference;
}

const beginning: MomentReference = { before: false, point: { kind: 'start' } };

class StepReader {
  readonly #file: string;
  readonly #scenes: readonly string[];
  readonly #concepts: readonly string[];
  readonly #mistakes: MistakeList;

  constructor(
    file: string,
    scenes: readonly string[],
    concepts: readonly string[],
    mistakes: MistakeList,
  ) {
    this.#file = file;
    this.#scenes = scenes;
    this.#concepts = concepts;
    this.#mistakes = mistakes;
  }

  #mistake(line: number, code: string, message: string): void {
    this.#mistakes.add(this.#file, line, code, message);
  }

  /** `before`: where the stage stands when the step before has been read. */
  read(text: StepText, chinese: StepText, before: Place): Step {
    const value = (name: string): string | null => text.attributes.values.get(name) ?? null;
    const kind = this.#kind(value('kind') ?? 'step', text.line);
    const scene = value('scene') ?? before.scene;
    if (!this.#scenes.includes(scene)) {
      this.#mistake(
        text.line,
        'scene',
        `lesson.yaml has no scene '${scene}'; it has ${this.#scenes.join(', ')}`,
      );
    }
    const moved = scene !== before.scene ? beginning : before.at;
    return {
      id: text.id,
      kind,
      scene,
      at: this.#moment(value('at'), text.line) ?? moved,
      reveal: this.#moment(value('reveal'), text.line),
      focus: (value('focus') ?? '')
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== ''),
      ask: this.#ask(text, kind, value),
      texts: { en: text, 'zh-CN': chinese },
    };
  }

  #kind(name: string, line: number): StepKind {
    const kind = stepKinds.find((known) => known === name);
    if (kind === undefined)
      this.#mistake(
        line,
        'attribute',
        `'${name}' is no kind of step; there are ${stepKinds.join(', ')}`,
      );
    return kind ?? 'step';
  }

  #moment(text: string | null, line: number): MomentReference | null {
    if (text === null) return null;
    const moment = parseMoment(text);
    if (moment === null) {
      this.#mistake(
        line,
        'moment',
        `'${text}' is no moment; write start, end, operation:4, line:12, event:dead:A or collection:1`,
      );
    }
    return moment;
  }

  #expression(text: string | null, line: number): Expression | null {
    if (text === null) return null;
    try {
      return parseExpression(text);
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      this.#mistake(line, 'expression', `'${text}': ${error.message}`);
      return null;
    }
  }

  #ask(text: StepText, kind: StepKind, value: (name: string) => string | null): Ask | null {
    const asks = kind === 'predict' || kind === 'check';
    const name = value('ask') ?? (text.options.length > 0 ? 'choice' : null);
    if (!asks) {
      if (name !== null)
        this.#mistake(
          text.line,
          'ask',
          `a step of the kind '${kind}' asks nothing; predict and check do`,
        );
      return null;
    }
    const form: AskForm | undefined = askForms.find((known) => known === name);
    if (form === undefined) {
      this.#mistake(
        text.line,
        'ask',
        `'${name ?? ''}' is no form of answer; ask= may be ${askForms.join(', ')}`,
      );
      return null;
    }
    if (text.prompt.length === 0)
      this.#mistake(text.line, 'ask', 'a question needs a paragraph that begins with "? "');
    if (text.explanation.length === 0) {
      this.#mistake(
        text.line,
        'ask',
        'every answer is explained: write the explanation below a line of three hyphens',
      );
    }
    const answer = this.#expression(value('answer'), text.line);
    if (form !== 'choice' && value('answer') === null)
      this.#mistake(
        text.line,
        'ask',
        'the question has no answer=, an expression that computes what is right',
      );
    if (form === 'choice' && text.options.length < 2)
      this.#mistake(text.line, 'ask', 'a choice needs at least two options');
    const concept = value('concept') ?? this.#concepts[0] ?? '';
    if (!this.#concepts.includes(concept)) {
      this.#mistake(
        text.line,
        'concept',
        `the lesson doesn't teach '${concept}'; it teaches ${this.#concepts.join(', ')}`,
      );
    }
    return {
      form,
      concept,
      answer,
      from: this.#expression(value('from'), text.line),
      options: text.options.map((option) => this.#option(option, form)),
    };
  }

  #option(option: OptionText, form: AskForm): ForeseenOption {
    const { condition, line, misconception } = option;
    if (form === 'choice' && (condition === '' || condition === 'x'))
      return { condition: condition === 'x', misconception };
    if (condition === '')
      this.#mistake(line, 'option', 'the brackets must hold the wrong answer this is the reply to');
    return {
      condition: this.#expression(condition === '' ? null : condition, line) ?? false,
      misconception,
    };
  }
}

/** What both files must say alike, as one text. */
function shape(step: StepText): string {
  return step.options
    .map(({ condition, misconception }) => `[${condition}]{${misconception ?? ''}}`)
    .join(' ');
}

function compare(english: StepText, chinese: StepText, file: string, mistakes: MistakeList): void {
  for (const [name, value] of chinese.attributes.values) {
    const other = english.attributes.values.get(name);
    if (name !== 'unit' && other !== value) {
      mistakes.add(
        file,
        chinese.line,
        'translation',
        `${name}=${value}, but en.md has ${other === undefined ? 'no such attribute' : `${name}=${other}`}; leave it out here`,
      );
    }
  }
  if (shape(english) !== shape(chinese)) {
    mistakes.add(
      file,
      chinese.line,
      'translation',
      `the options of '${english.id}' have other conditions or misconceptions than in en.md`,
    );
  }
  const parts = [
    ['text', 'text'],
    ['prompt', 'question'],
    ['explanation', 'explanation'],
  ] as const;
  for (const [part, called] of parts) {
    if ((english[part].length === 0) !== (chinese[part].length === 0)) {
      mistakes.add(
        file,
        chinese.line,
        'missing-translation',
        `the ${called} of '${english.id}' stands in one language only`,
      );
    }
  }
  english.options.forEach((option, at) => {
    const other = chinese.options[at];
    if (other !== undefined && (option.reply.length === 0) !== (other.reply.length === 0)) {
      mistakes.add(
        file,
        other.line,
        'missing-translation',
        'the reply to this option stands in one language only',
      );
    }
  });
}

export function joinSteps(
  english: LessonText,
  chinese: LessonText,
  scenes: readonly string[],
  concepts: readonly string[],
  mistakes: MistakeList,
): readonly Step[] {
  const reader = new StepReader(english.file, scenes, concepts, mistakes);
  const others = new Map(chinese.steps.map((step) => [step.id, step]));
  for (const { file, steps } of [english, chinese]) {
    const seen = new Set<string>();
    for (const { id, line } of steps) {
      if (seen.has(id)) mistakes.add(file, line, 'duplicate-id', `two steps have the id '${id}'`);
      seen.add(id);
    }
  }
  const known = new Set(english.steps.map(({ id }) => id));
  for (const { id, line } of chinese.steps) {
    if (!known.has(id))
      mistakes.add(chinese.file, line, 'translation', `en.md has no step '${id}'`);
  }
  const order = english.steps.map(({ id }) => id).filter((id) => others.has(id));
  chinese.steps
    .filter(({ id }) => known.has(id))
    .forEach(({ id, line }, at) => {
      if (order[at] !== id)
        mistakes.add(
          chinese.file,
          line,
          'translation',
          `the step '${id}' stands at another place than in en.md`,
        );
    });
  let place: Place = { scene: scenes[0] ?? '', at: beginning };
  const steps: Step[] = [];
  for (const text of english.steps) {
    const other = others.get(text.id);
    if (other === undefined) {
      mistakes.add(
        english.file,
        text.line,
        'missing-translation',
        `the step '${text.id}' is missing in zh-CN.md`,
      );
      continue;
    }
    compare(text, other, chinese.file, mistakes);
    const step = reader.read(text, other, place);
    place = { scene: step.scene, at: step.reveal ?? step.at };
    steps.push(step);
  }
  return steps;
}
