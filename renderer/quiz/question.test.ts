import type { Replayed } from './replay.svelte.ts';
import { fireEvent, screen } from '@testing-library/svelte';
import { describe, expect, test, vi } from 'vitest';
import type { Answer, AnswerForm, Verdict } from '../../main/contract/course.ts';
import { place } from '../testing/place.ts';
import { Asking } from './asking.svelte.ts';
import Question from './Question.svelte';

const paragraph = (text: string): Verdict['explanation'] => [
  { kind: 'paragraph', children: [{ kind: 'text', text }] },
];

const wrong: Verdict = {
  right: false,
  correct: { kind: 'choice', option: 'b' },
  correctText: paragraph('It is two.'),
  explanation: paragraph('Two slots point at it.'),
  misconception: { id: 'M2', name: 'Counts names', refutation: paragraph('A field counts too.') },
  replay: { run: 'r1', from: 0, to: 4 },
  wrongReplay: null,
};

function ask(
  form: AnswerForm,
  verdict: Verdict | undefined,
): {
  asking: Asking;
  graded: Answer[];
  onverdict: ReturnType<typeof vi.fn<() => void>>;
  onreplay: ReturnType<typeof vi.fn<(which: Replayed | null) => void>>;
} {
  const graded: Answer[] = [];
  const asking = new Asking(form, (answer) => {
    graded.push(answer);
    return Promise.resolve(verdict);
  });
  const onverdict = vi.fn<() => void>();
  const onreplay = vi.fn<(which: Replayed | null) => void>();
  place(Question, {
    prompt: paragraph('How many?'),
    asking,
    hasStage: true,
    replaying: null,
    onreplay,
    onverdict,
  });
  return { asking, graded, onverdict, onreplay };
}

const choice: AnswerForm = {
  kind: 'choice',
  options: [
    { id: 'a', text: paragraph('one') },
    { id: 'b', text: paragraph('two') },
  ],
};

describe('a question', () => {
  test('can only be sent once there is an answer', async () => {
    const { asking } = ask(choice, wrong);
    const send = screen.getByRole('button', { name: 'Check answer' });
    expect(send).toHaveProperty('disabled', true);
    await fireEvent.click(screen.getByRole('radio', { name: /one/ }));
    expect(send).toHaveProperty('disabled', false);
    expect(asking.value).toEqual({ kind: 'choice', option: 'a' });
  });

  test('is answered by keys alone: a digit chooses, Control and Enter send', async () => {
    const { graded, onverdict } = ask(choice, wrong);
    await fireEvent.keyDown(window, { key: '1' });
    await fireEvent.keyDown(window, { key: 'Enter', ctrlKey: true });
    expect(await screen.findByRole('heading', { name: 'Not quite' })).toBeTruthy();
    expect(graded).toEqual([{ kind: 'choice', option: 'a' }]);
    expect(onverdict).toHaveBeenCalledOnce();
  });

  test('answers a wrong answer with what is right, why, the idea behind it, and a replay', async () => {
    const { onreplay } = ask(choice, wrong);
    await fireEvent.keyDown(window, { key: '1' });
    await fireEvent.click(screen.getByRole('button', { name: 'Check answer' }));
    expect(await screen.findByText('Two slots point at it.')).toBeTruthy();
    expect(screen.getByText('It is two.')).toBeTruthy();
    expect(screen.getByRole('heading', { name: /Counts names/ })).toBeTruthy();
    expect(screen.getByText('A field counts too.')).toBeTruthy();
    await fireEvent.click(screen.getByRole('button', { name: 'Show what really happens' }));
    expect(onreplay).toHaveBeenCalledWith('right');
    expect(screen.queryByRole('button', { name: 'Show what that idea would do' })).toBeNull();
  });

  test('can not be changed after the verdict', async () => {
    const { asking } = ask(choice, wrong);
    await fireEvent.keyDown(window, { key: '1' });
    await fireEvent.click(screen.getByRole('button', { name: 'Check answer' }));
    await screen.findByRole('heading', { name: 'Not quite' });
    await fireEvent.keyDown(window, { key: '2' });
    expect(asking.value).toEqual({ kind: 'choice', option: 'a' });
  });

  test('stays open where the host could not grade it', async () => {
    const { asking } = ask(choice, undefined);
    await fireEvent.keyDown(window, { key: '2' });
    await fireEvent.click(screen.getByRole('button', { name: 'Check answer' }));
    expect([asking.verdict, asking.busy, asking.ready]).toEqual([null, false, true]);
  });

  test('takes an order by buttons and lets it be changed', async () => {
    const { asking } = ask({ kind: 'order', candidates: [1, 2, 3], length: 2 }, undefined);
    await fireEvent.click(screen.getByRole('button', { name: 'Add object 3 to the order' }));
    await fireEvent.click(screen.getByRole('button', { name: 'Add object 1 to the order' }));
    expect(asking.value).toEqual({ kind: 'order', objects: [3, 1] });
    expect(screen.getByRole('button', { name: 'Add object 2 to the order' })).toHaveProperty(
      'disabled',
      true,
    );
    await fireEvent.click(screen.getByRole('button', { name: 'Move object 1 earlier' }));
    expect(asking.value).toEqual({ kind: 'order', objects: [1, 3] });
    await fireEvent.click(screen.getByRole('button', { name: 'Take object 1 out of place 1' }));
    expect(asking.value).toEqual({ kind: 'order', objects: [3] });
  });

  test('takes a set, and "none" for the empty one', async () => {
    const { asking } = ask({ kind: 'set', candidates: [4, 5] }, undefined);
    await fireEvent.click(screen.getByRole('button', { name: 'Object 5' }));
    await fireEvent.click(screen.getByRole('button', { name: 'Object 4' }));
    expect(asking.value).toEqual({ kind: 'set', objects: [4, 5] });
    await fireEvent.click(screen.getByRole('button', { name: 'none' }));
    expect([asking.value, asking.ready]).toEqual([{ kind: 'set', objects: [] }, true]);
  });

  test('takes a count for each object', async () => {
    const { asking } = ask({ kind: 'counts', objects: [1, 2] }, undefined);
    await fireEvent.input(screen.getByLabelText('Count of object 1'), { target: { value: '2' } });
    await fireEvent.input(screen.getByLabelText('Count of object 2'), { target: { value: '0' } });
    expect(asking.value).toEqual({
      kind: 'counts',
      counts: [
        { object: 1, text: '2' },
        { object: 2, text: '0' },
      ],
    });
  });
});
