import type { Answer } from '../../../contract/course.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { distractors, numberAnswer } from '../answers.ts';
import { beforeCollection, marked, randomGraph } from '../marking/graph.ts';
import type { Draft, QuestionType } from '../type.ts';
import { foreseenOverflow } from './overflow.ts';

/** How often must the heap be searched for what found the mark stack full? */
export const overflowSearches: QuestionType = {
  id: 'overflow-searches',
  concept: 'mark-stack-overflow',
  title: { en: 'Searches after an overflow', 'zh-CN': '溢出之后搜几遍' },
  misconceptions: ['search-per-drop', 'overflow-loses'],
  draft(chance, level, perform): Draft | null {
    const limit = level === 3 ? chance.between(1, 2) : 1;
    const graph = randomGraph(chance, level, { markStackLimit: limit });
    if (graph === null) return null;
    const expected = foreseenOverflow(graph, limit).searches;
    // One search is the usual answer; it shouldn't be the only one.
    if (expected === 0 || (expected === 1 && !chance.oneIn(20))) return null;
    const history = perform(graph.operations, graph.settings);
    const { overflows, searches } = history.frame(history.recording.length).metrics;
    const answer = numberAnswer(searches);
    const wrong = distractors(
      [answer],
      [
        ['search-per-drop', numberAnswer(overflows)],
        ['overflow-loses', numberAnswer(0)],
      ] satisfies (readonly [MisconceptionId, Answer])[],
      level === 1 ? 1 : 2,
    );
    if (wrong === null) return null;
    return {
      operations: graph.operations,
      settings: graph.settings,
      ask: beforeCollection(graph),
      reveal: marked(),
      listed: false,
      prompt: {
        en: `A collection begins now; the mark stack has room for *${limit}*. When it is empty and objects were dropped, the heap is searched upwards from the lowest of them: each marked object that wasn’t scanned is scanned, with all that it pushes. That is repeated while objects are dropped on the way. How many searches are there?`,
        'zh-CN': `现在开始一次回收，标记栈只有 **${limit}** 个位置。栈空之后若有对象没能压栈，就从其中地址最低的开始往上搜索堆：遇到已标记却没扫描的就扫描它，连同它压入的一并处理。途中若又有对象没能压栈，就再搜一遍。一共搜几遍？`,
      },
      explanation: {
        en: 'Marked in this order: {{marks}}; scanned in this one: {{scans}}. {{overflow.drops}} objects found the stack full. Searches: {{overflow.searches}}. One walk finds all that was dropped above its beginning; what is dropped during the walk calls for another, even if the walk itself still comes to it.',
        'zh-CN':
          '标记的顺序是 {{marks}}；扫描的顺序是 {{scans}}。遇到栈满的有 {{overflow.drops}} 个，搜索了 {{overflow.searches}} 遍。走一遍就能找到起点以上所有漏下的；途中又漏下的，即使这一遍随后就会走到，也要再搜一遍才能放心。',
      },
      form: () => ({ kind: 'number', unit: null }),
      accepted: [answer],
      wrong,
    };
  },
};
