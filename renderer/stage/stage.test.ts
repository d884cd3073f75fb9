import { cleanup, fireEvent, render, screen, within } from '@testing-library/svelte';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Answer, AnswerForm, Verdict } from '../../main/contract/course.ts';
import { Words, wordsKey } from '../i18n/words.svelte.ts';
import type { StageAnswer } from './answer/answering.ts';
import Stage from './Stage.svelte';
import { openScene } from './testing/scene.ts';

afterEach(cleanup);

async function show(
  seq: number,
  props: { answer?: StageAnswer; layout?: 'lesson' | 'quiz' } = {},
  language: 'en' | 'zh-CN' = 'en',
) {
  const scene = openScene(seq);
  const rendered = render(Stage, {
    props: { view: scene.view, ...props },
    context: new Map([[wordsKey, new Words(language)]]),
  });
  await vi.waitFor(() => {
    expect(scene.view.frame?.seq).toBe(seq);
  });
  return { ...scene, ...rendered };
}

const graph = () => within(screen.getByRole('region', { name: 'Graph' }));
const memory = () => within(screen.getByRole('region', { name: 'Memory' }));
const nodeOf = (name: RegExp) => graph().getByRole('button', { name });

function answering(form: AnswerForm, value: Answer | null, verdict: Verdict | null = null) {
  const onchange = vi.fn<(value: Answer | null) => void>();
  return { form, value, onchange, verdict };
}

describe('the stage', () => {
  test('says in words what each object is and holds, in the graph and in memory', async () => {
    await show(5);
    expect(nodeOf(/^Object 1/).querySelector('.unseen')?.textContent).toBe(
      'Object 1, Node, Live, count 1; holds Object 2',
    );
    expect(
      memory()
        .getByRole('button', { name: /^Object 2/ })
        .querySelector('.unseen')?.textContent,
    ).toBe('Object 2, Leaf, Live, count 2; holds nothing; 16 B; 0x18');
  });

  test('an object under the pointer in one view is shown in the other', async () => {
    await show(5);
    await fireEvent.pointerEnter(memory().getByRole('button', { name: /^Object 2/ }));
    expect(nodeOf(/^Object 2/).classList.contains('shown')).toBe(true);
    expect(nodeOf(/^Object 1/).classList.contains('shown')).toBe(false);
  });

  test('an arrow key steps, and the step is announced with its sentence', async () => {
    const { view } = await show(4);
    await fireEvent.keyDown(document.body, { key: 'ArrowRight' });
    await vi.waitFor(() => {
      expect(screen.getByRole('status').textContent).toBe('Object 2: count 1 to 2');
    });
    expect(nodeOf(/^Object 2/).classList.contains('changed')).toBe(true);
    await fireEvent.keyDown(document.body, { key: 'ArrowLeft', shiftKey: true });
    await vi.waitFor(() => {
      expect(view.frame?.seq).toBe(3);
    });
  });

  test('keys typed into a field move nothing', async () => {
    const { view } = await show(4);
    const field = document.body.appendChild(document.createElement('input'));
    await fireEvent.keyDown(field, { key: 'ArrowRight' });
    field.remove();
    expect(view.seq).toBe(4);
  });

  test('the slider says the moment, and follows', async () => {
    const { view } = await show(2);
    const slider = screen.getByRole('slider', { name: 'Timeline' });
    expect(slider.getAttribute('aria-valuetext')).toBe('Event 2 of 6: a: nil → object 1');
    await fireEvent.input(slider, { target: { value: '5' } });
    expect(view.seq).toBe(5);
  });

  test('arrow keys on an object go to the one beside it', async () => {
    await show(5);
    nodeOf(/^Object 1/).focus();
    await fireEvent.keyDown(nodeOf(/^Object 1/), { key: 'ArrowRight' });
    expect(document.activeElement).toBe(nodeOf(/^Object 2/));
  });

  test('a chosen object tells why it is alive, and later why it is garbage', async () => {
    const { view } = await show(5);
    await fireEvent.click(nodeOf(/^Object 2/));
    expect(await screen.findByText('Why is it alive?')).toBeTruthy();
    expect(screen.getByRole('button', { name: /object 1, field 0/ })).toBeTruthy();
    view.seek(6);
    expect(await screen.findByText('Why is it garbage, and still here?')).toBeTruthy();
    expect(screen.getByText('This heap has no collector: nothing reclaims it.')).toBeTruthy();
  });

  test('the heap is a table too', async () => {
    await show(5);
    await fireEvent.click(screen.getByRole('tab', { name: 'Table' }));
    const rows = within(
      screen.getByRole('table', { name: 'Every object of the heap at this moment' }),
    ).getAllByRole('row');
    const cells = rows.map((row) =>
      [...row.querySelectorAll('th, td')].map((cell) => cell.textContent.trim()),
    );
    expect(cells).toEqual([
      ['Object', 'Type', 'State', 'Count', 'Fields', 'Address', 'Size'],
      ['1', 'Node', 'Live', '1', '2 –', '0x00', '24'],
      ['2', 'Leaf', 'Live', '2', '', '0x18', '16'],
    ]);
  });

  test('speaks Chinese', async () => {
    await show(5, {}, 'zh-CN');
    const region = within(screen.getByRole('region', { name: '对象图' }));
    expect(
      region.getByRole('button', { name: /^对象 1/ }).querySelector('.unseen')?.textContent,
    ).toBe('对象 1，Node，存活，计数 1；指向 对象 2');
  });
});

describe('an answer on the stage', () => {
  test('a set is chosen by clicking objects, and what is garbage is not told before the verdict', async () => {
    const answer = answering({ kind: 'set', candidates: [1, 2] }, { kind: 'set', objects: [1] });
    await show(6, { answer, layout: 'quiz' });
    const first = nodeOf(/^Object 1/);
    expect([
      first.getAttribute('aria-pressed'),
      first.querySelector('.unseen')?.textContent,
    ]).toEqual(['true', 'Object 1, Node, Allocated, count 1; holds Object 2']);
    await fireEvent.click(nodeOf(/^Object 2/));
    expect(answer.onchange).toHaveBeenCalledWith({ kind: 'set', objects: [1, 2] });
    expect(screen.queryByRole('tab', { name: 'Details' })).toBeNull();
  });

  test('Backspace takes the last object of an order back', async () => {
    const answer = answering(
      { kind: 'order', candidates: [1, 2], length: 2 },
      { kind: 'order', objects: [2, 1] },
    );
    await show(5, { answer, layout: 'quiz' });
    await fireEvent.keyDown(document.body, { key: 'Backspace' });
    expect(answer.onchange).toHaveBeenCalledWith({ kind: 'order', objects: [2] });
  });

  test('a count is typed on its object, whose own count is hidden', async () => {
    const answer = answering({ kind: 'counts', objects: [2] }, null);
    await show(5, { answer, layout: 'quiz' });
    expect(screen.queryByText('Object 2: count 1 to 2')).toBeNull();
    expect(
      memory()
        .getByRole('button', { name: /^Object 2/ })
        .querySelector('.unseen')?.textContent,
    ).not.toContain('count');
    await fireEvent.input(screen.getByRole('textbox', { name: 'Number for object 2' }), {
      target: { value: '2' },
    });
    expect(answer.onchange).toHaveBeenCalledWith({
      kind: 'counts',
      counts: [{ object: 2, text: '2' }],
    });
  });

  test('the verdict is said on each object', async () => {
    const verdict: Verdict = {
      right: false,
      correct: { kind: 'set', objects: [2] },
      correctText: [],
      explanation: [],
      misconception: null,
      replay: null,
      wrongReplay: null,
    };
    await show(6, {
      answer: answering(
        { kind: 'set', candidates: [1, 2] },
        { kind: 'set', objects: [1] },
        verdict,
      ),
      layout: 'quiz',
    });
    expect(nodeOf(/^Object 1/).querySelector('.unseen')?.textContent).toBe(
      'Object 1, Node, Garbage, count 1; holds Object 2; wrong',
    );
    expect(nodeOf(/^Object 2/).querySelector('.unseen')?.textContent).toBe(
      'Object 2, Leaf, Garbage, count 2; holds nothing; missed',
    );
  });
});
