/** An answer in words, for who gave another one. */
import type { Answer, AnswerForm, Language } from '../../contract/course.ts';
import type { Block, Inline, Prose } from '../../contract/prose.ts';
import type { ObjectId } from '../../simulator/event.ts';
import type { History } from '../history.ts';

const nothing: Readonly<Record<Language, string>> = { en: 'none', 'zh-CN': '无' };
const comma: Readonly<Record<Language, string>> = { en: ', ', 'zh-CN': '、' };

export function answerText(
  answer: Answer,
  form: AnswerForm,
  history: History,
  language: Language,
): Prose {
  const paragraph = (children: readonly Inline[]): Block => ({ kind: 'paragraph', children });
  const text = (words: string): Inline => ({ kind: 'text', text: words });
  const object = (id: ObjectId): Inline => ({
    kind: 'object',
    object: id,
    text: history.nameOf(id),
  });
  const joined = (items: readonly (readonly Inline[])[], separator: string): readonly Inline[] =>
    items.length === 0
      ? [text(nothing[language])]
      : items.flatMap((item, at) => (at === 0 ? item : [text(separator), ...item]));
  switch (answer.kind) {
    case 'choice':
      return form.kind === 'choice'
        ? (form.options.find(({ id }) => id === answer.option)?.text ?? [])
        : [];
    case 'number':
      return [
        paragraph([
          { kind: 'figure', text: answer.text },
          ...(form.kind === 'number' && form.unit !== null ? [text(` ${form.unit}`)] : []),
        ]),
      ];
    case 'text':
      return [paragraph([{ kind: 'figure', text: answer.text }])];
    case 'counts':
      return [
        paragraph(
          joined(
            answer.counts.map(({ object: id, text: count }) => [
              object(id),
              text(language === 'en' ? ': ' : '：'),
              { kind: 'figure', text: count },
            ]),
            comma[language],
          ),
        ),
      ];
    case 'set':
      return [
        paragraph(
          joined(
            answer.objects.map((id) => [object(id)]),
            comma[language],
          ),
        ),
      ];
    case 'order':
      return [
        paragraph(
          joined(
            answer.objects.map((id) => [object(id)]),
            ' → ',
          ),
        ),
      ];
    case 'moment': {
      const operation =
        form.kind === 'moment'
          ? form.operations.find((each) => each.operation === answer.operation)
          : undefined;
      return [
        paragraph([{ kind: 'code', text: `${answer.operation}: ${operation?.text ?? '–'}` }]),
      ];
    }
    case 'edge': {
      const edge =
        form.kind === 'edge' ? form.edges.find(({ id }) => id === answer.edge) : undefined;
      return [paragraph([{ kind: 'code', text: edge?.text ?? answer.edge }])];
    }
  }
}
