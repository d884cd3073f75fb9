import type { Answer } from '../../../contract/course.ts';
import { Play } from '../../misconceptions/play.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { distractors, setAnswer } from '../answers.ts';
import type { Draft, QuestionType } from '../type.ts';
import { beforeCollection, marked, randomGraph } from './graph.ts';

const rules = ['M6', 'M8', 'M16'] as const;

/** Which objects does marking reach? Answered on the stage. */
export const markedSet: QuestionType = {
  id: 'marked-set',
  concept: 'reachability',
  title: { en: 'What marking reaches', 'zh-CN': '标记能到达哪些对象' },
  misconceptions: rules,
  draft(chance, level, perform): Draft | null {
    const graph = randomGraph(chance, level);
    if (graph === null) return null;
    const play = new Play(graph.operations);
    const foreseen = rules.map((id): readonly [(typeof rules)[number], Answer | null] => {
      const kept = wrongCollector(id)?.survivors?.(play, graph.collects);
      return [id, kept === undefined ? null : setAnswer(kept)];
    });
    if (distractors([setAnswer(graph.live)], foreseen, 2) === null) return null;
    const history = perform(graph.operations, graph.settings);
    const answer = setAnswer(
      history.events.flatMap((event) => (event.event === 'grey' ? [event.object] : [])),
    );
    const wrong = distractors([answer], foreseen, 2);
    if (wrong === null) return null;
    return {
      operations: graph.operations,
      settings: graph.settings,
      ask: beforeCollection(graph),
      reveal: marked(),
      listed: false,
      prompt: {
        en: 'A collection begins now. Choose every object that will be marked.',
        'zh-CN': '现在开始一次回收。请选出所有会被标记的对象。',
      },
      explanation: {
        en: 'Marking begins at what the roots hold and follows every field of every object it marks. In this order it came to {{marks}}. No path from a root leads to {{garbage}}.',
        'zh-CN':
          '标记从根指着的对象开始，沿着每个已标记对象的每个字段走下去，依次到达 {{marks}}。从任何根出发都走不到 {{garbage}}。',
      },
      form: () => ({ kind: 'set', candidates: [...graph.objects] }),
      accepted: [answer],
      wrong,
    };
  },
};
