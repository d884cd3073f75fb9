import type { Operation } from '../../../simulator/operation.ts';
import type { Answer } from '../../../contract/course.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { Play } from '../../misconceptions/play.ts';
import { distractors, setAnswer } from '../answers.ts';
import { beforeCollection, collected, randomGraph, typeOf } from '../marking/graph.ts';
import type { Draft, QuestionType } from '../type.ts';

/** Which leaks does a tracing collector cure, and which not? Answered on the stage. */
export const collectorWouldFree: QuestionType = {
  id: 'collector-would-free',
  concept: 'leak',
  title: { en: 'What a collector would free', 'zh-CN': '回收器会释放什么' },
  misconceptions: ['collector-frees-unused', 'M6'],
  draft(chance, level, perform): Draft | null {
    const graph = randomGraph(chance, level);
    if (graph === null) return null;
    const operations: readonly Operation[] = graph.operations;
    const play = new Play(operations);
    const held = [...play.worldAfter(operations.length).values()].flatMap(({ holder, target }) =>
      holder === null && target !== null ? [target] : [],
    );
    const used = chance.pick(held);
    if (used === undefined) return null;
    const without = (kept: ReadonlySet<number>): Answer =>
      setAnswer(graph.objects.filter((object) => !kept.has(object)));
    const referenced = wrongCollector('M6')?.survivors?.(play, operations.length);
    const foreseen: readonly (readonly [MisconceptionId, Answer | null])[] = [
      ['collector-frees-unused', without(new Set([used]))],
      ['M6', referenced === undefined ? null : without(referenced)],
    ];
    if (distractors([without(graph.live)], foreseen, 1) === null) return null;
    const history = perform(operations, graph.settings);
    const answer = setAnswer(
      history.events.flatMap((event) => (event.event === 'free' ? [event.object] : [])),
    );
    const wrong = distractors([answer], foreseen, 1);
    if (wrong === null) return null;
    return {
      operations,
      settings: graph.settings,
      ask: beforeCollection(graph),
      reveal: collected(),
      listed: false,
      prompt: {
        en: `From here on the program will only ever look at {{#${used}}}, through the variable that holds it. Nothing was freed by hand. Which objects would a tracing collector free now?`,
        'zh-CN': `从现在起，程序只会通过变量去看 {{#${used}}}，别的再也不碰。没有任何对象被手动释放过。现在让一个追踪式回收器来，它会释放哪些对象？`,
      },
      explanation: {
        en: `It freed {{swept}}: no path leads there. {{live}} stay, although of them only ${typeOf(used)} will ever be looked at. For those somebody must let go of the reference; that is the leak which no collector cures.`,
        'zh-CN': `它释放了 {{swept}}：没有路通到那里。{{live}} 留下，尽管其中只有 ${typeOf(used)} 还会有人看。对其余的，得有人主动松开引用；这种泄漏，回收器治不了。`,
      },
      form: () => ({ kind: 'set', candidates: [...graph.objects] }),
      accepted: [answer],
      wrong,
    };
  },
};
