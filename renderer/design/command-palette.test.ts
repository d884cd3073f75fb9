import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import CommandPalette from './CommandPalette.svelte';

describe('the command palette', () => {
  const sandbox = vi.fn();
  const lesson = vi.fn();
  const onclose = vi.fn();
  beforeEach(() => {
    for (const spy of [sandbox, lesson, onclose]) spy.mockClear();
    render(CommandPalette, {
      label: 'Go to anything',
      hint: '',
      empty: 'Nothing by that name.',
      count: (count: number) => `${count} results`,
      entries: [
        { id: 'sandbox', label: 'Sandbox', kind: 'Place', icon: 'sandbox', act: sandbox },
        {
          id: 'lesson-10',
          label: 'Lesson 10: Mark and sweep',
          kind: 'Lesson',
          icon: 'lesson',
          act: lesson,
        },
      ],
      onclose,
    });
  });
  const field = (): HTMLElement =>
    screen.getByRole('combobox', { name: 'Go to anything', hidden: true });
  const chosen = (): string | null =>
    screen.getByRole('option', { selected: true, hidden: true }).textContent;

  test('typing filters, Enter goes to the first and closes', async () => {
    await fireEvent.input(field(), { target: { value: 'mark' } });
    expect(screen.getAllByRole('option', { hidden: true })).toHaveLength(1);
    await fireEvent.keyDown(field(), { key: 'Enter' });
    expect([
      lesson.mock.calls.length,
      sandbox.mock.calls.length,
      onclose.mock.calls.length,
    ]).toEqual([1, 0, 1]);
  });

  test('arrows choose and go round', async () => {
    expect(chosen()).toContain('Sandbox');
    await fireEvent.keyDown(field(), { key: 'ArrowDown' });
    expect(chosen()).toContain('Lesson 10');
    await fireEvent.keyDown(field(), { key: 'ArrowDown' });
    expect(chosen()).toContain('Sandbox');
    expect(field().getAttribute('aria-activedescendant')).toMatch(/sandbox$/);
  });

  test('what is not there is said, and Enter does nothing', async () => {
    await fireEvent.input(field(), { target: { value: 'zzz' } });
    expect(screen.getByText('Nothing by that name.')).toBeTruthy();
    await fireEvent.keyDown(field(), { key: 'Enter' });
    expect(onclose).not.toHaveBeenCalled();
  });
});
