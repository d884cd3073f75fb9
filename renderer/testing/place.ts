/** Renders a component as it stands in the app: with a bridge, words and a shell above it. */
import { render, type RenderResult } from '@testing-library/svelte';
import type { Component } from 'svelte';
import { FakeBridge, type Answers } from '../bridge/fake-bridge.ts';
import { Words, wordsKey } from '../i18n/words.svelte.ts';
import { Shell, shellKey, type Start } from '../shell/shell.svelte.ts';

export const start: Start = {
  version: '0.1.0',
  electron: '25.1.1',
  platform: 'linux',
  development: false,
  preferences: { language: 'en', theme: 'light', textSize: 100, motion: 'reduced', speed: 4 },
  place: { name: 'home', lesson: null, step: null },
  restored: false,
  notice: null,
};

export interface Placed<Props extends Record<string, unknown>> {
  readonly bridge: FakeBridge;
  readonly shell: Shell;
  readonly words: Words;
  readonly view: RenderResult<Component<Props>>;
}

/** What every place asks for, answered with nothing special. */
const usual: Answers = {
  'place/set': () => null,
  'preferences/set': (preferences) => preferences,
  'glossary/list': () => [],
};

export function shellFor(
  answers: Answers,
  from: Partial<Start> = {},
): { bridge: FakeBridge; shell: Shell; words: Words } {
  const bridge = new FakeBridge({ ...usual, ...answers });
  const words = new Words();
  return { bridge, words, shell: new Shell(bridge, words, { ...start, ...from }) };
}

export function place<Props extends Record<string, unknown>>(
  component: Component<Props>,
  props: Props,
  answers: Answers = {},
  from: Partial<Start> = {},
): Placed<Props> {
  const { bridge, shell, words } = shellFor(answers, from);
  const context = new Map<symbol, unknown>([
    [wordsKey, words],
    [shellKey, shell],
  ]);
  const view = render(component, { props, context } as unknown as Parameters<
    typeof render<Component<Props>>
  >[1]);
  return { bridge, shell, words, view };
}
