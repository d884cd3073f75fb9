/** The capstone as the window sees it: claims, what was made of them, and what decided them. */
import type { z } from 'zod';
import type { ClaimState, Decision } from '../../contract/capstone.ts';
import type { Params, Result } from '../../contract/contract.ts';
import type { Language, labResultSchema } from '../../contract/course.ts';
import type { Capstone, Claim, Course } from '../format/course.ts';
import { fill } from '../format/template.ts';
import type { CoursePorts } from '../ports.ts';
import { claimRecord } from '../progress/claims.ts';
import type { ProgressDocument } from '../progress/document.ts';
import { Labs, labView, sourcesOf } from './labs.ts';
import { CourseFault } from './reply.ts';

type LabResult = z.infer<typeof labResultSchema>;

export class Capstones {
  readonly #course: Course;
  readonly #experiments: Labs;

  constructor(course: Course, ports: CoursePorts) {
    this.#course = course;
    this.#experiments = new Labs(ports);
  }

  view(language: Language, progress: ProgressDocument): Result<'capstone/open'> {
    const { capstone } = this.#course;
    if (capstone === null) return null;
    return {
      title: capstone.title[language],
      about: capstone.about[language],
      minutes: capstone.minutes,
      claims: capstone.claims.map((claim) => stateOf(claim, language, progress)),
    };
  }

  claimView(id: string, language: Language, progress: ProgressDocument): Result<'claim/open'> {
    const { capstone, claim } = this.#claim(id);
    const state = stateOf(claim, language, progress);
    return {
      state,
      text: fill(claim.claim[language], {
        scope: null,
        ...sourcesOf(capstone.sources, language),
      }),
      experiment: labView(id, claim.experiment, capstone.sources, language, state.decided !== null),
      decision: state.decided === null ? null : this.#decision(capstone, claim, language),
    };
  }

  state(id: string, language: Language, progress: ProgressDocument): ClaimState {
    return stateOf(this.#claim(id).claim, language, progress);
  }

  async prove({
    claim: id,
    language,
    source,
    settings,
  }: Params<'claim/prove'>): Promise<{ result: LabResult; decision: Decision | null }> {
    const { capstone, claim } = this.#claim(id);
    const result = await this.#experiments.check(claim.experiment, source, settings);
    return { result, decision: result.done ? this.#decision(capstone, claim, language) : null };
  }

  closeAll(): void {
    this.#experiments.closeAll();
  }

  #claim(id: string): { readonly capstone: Capstone; readonly claim: Claim } {
    const { capstone } = this.#course;
    const claim = capstone?.claims.find((each) => each.id === id);
    if (capstone === null || claim === undefined)
      throw new CourseFault('unknown-claim', { claim: id });
    return { capstone, claim };
  }

  #decision(capstone: Capstone, claim: Claim, language: Language): Decision {
    const lesson = this.#course.lessons.find(({ id }) => id === claim.lesson);
    return {
      verdict: claim.verdict,
      because: fill(claim.because[language], {
        scope: null,
        ...sourcesOf(capstone.sources, language),
      }),
      lesson: { id: claim.lesson, title: lesson?.texts[language].title ?? claim.lesson },
    };
  }
}

function stateOf(claim: Claim, language: Language, progress: ProgressDocument): ClaimState {
  const { judged, provedAt } = claimRecord(progress, claim.id);
  return {
    id: claim.id,
    title: claim.experiment.title[language],
    judged,
    decided: provedAt === null ? null : claim.verdict,
  };
}
