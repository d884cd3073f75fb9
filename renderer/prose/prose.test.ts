import { fireEvent, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import type { Prose as Tree } from '../../main/contract/prose.ts';
import { place } from '../testing/place.ts';
import Prose from './Prose.svelte';

const linked = (href: string): Tree => [
  {
    kind: 'paragraph',
    children: [{ kind: 'link', href, children: [{ kind: 'text', text: 'there' }] }],
  },
];

test('a link to a lesson goes there', async () => {
  const { shell } = place(Prose, { prose: linked('lesson:counting') });
  await fireEvent.click(screen.getByRole('button', { name: 'there' }));
  expect(shell.place).toEqual({ name: 'lesson', lesson: 'counting', step: null });
});

test('a link to a source leaves Heapwise, by way of the host', async () => {
  const opened: string[] = [];
  const { shell } = place(
    Prose,
    { prose: linked('https://go.dev/doc/faq') },
    {
      'link/open': ({ href }) => {
        opened.push(href);
        return null;
      },
    },
  );
  await fireEvent.click(screen.getByRole('link', { name: 'there' }));
  expect(opened).toEqual(['https://go.dev/doc/faq']);
  expect(shell.place.name).toBe('home');
});
