import { describe, expect, test } from 'vitest';
import { makeBridge, type Wire } from './bridge.ts';

type Push = (event: unknown, name: unknown, payload: unknown) => void;

function wireThatAnswers(answer: (name: string, params: unknown) => unknown) {
  const pushes: Push[] = [];
  const asked: string[] = [];
  const wire: Wire = {
    async invoke(channel, name, params) {
      asked.push(`${channel} ${name}`);
      return answer(name, params);
    },
    on: (_channel, listener) => void pushes.push(listener),
  };
  return {
    wire,
    asked,
    push: (name: unknown, payload: unknown) => pushes.forEach((each) => each({}, name, payload)),
  };
}

describe('request', () => {
  test('passes a name of the table on and hands the answer back', async () => {
    const { wire, asked } = wireThatAnswers((_name, params) => ({ ok: params }));
    expect(await makeBridge(wire).request('session/state', { a: 1 })).toEqual({ ok: { a: 1 } });
    expect(asked).toEqual(['heapwise:request session/state']);
  });

  test.each([
    'session/destroy',
    '__proto__',
    'constructor',
    7,
    null,
    { toString: () => 'app/start' },
  ])('refuses %s before anything is sent', async (name) => {
    const { wire, asked } = wireThatAnswers(() => ({ ok: null }));
    expect(await makeBridge(wire).request(name, {})).toMatchObject({
      fault: { code: 'unknown-request' },
    });
    expect(asked).toEqual([]);
  });

  test('answers with a fault where the host is gone', async () => {
    const { wire } = wireThatAnswers(() => {
      throw new Error('gone');
    });
    expect(await makeBridge(wire).request('app/start', {})).toEqual({
      fault: { code: 'host-unavailable', detail: { name: 'app/start' } },
    });
  });
});

describe('on', () => {
  test('hears only its own name, until it is ended', () => {
    const { wire, push } = wireThatAnswers(() => null);
    const heard: unknown[] = [];
    const stop = makeBridge(wire).on('session/saved', (payload: unknown) => heard.push(payload));
    push('session/saved', 1);
    push('app/notice', 2);
    push(3, 3);
    stop();
    push('session/saved', 4);
    expect(heard).toEqual([1]);
  });

  test('the same listener given twice is ended one at a time', () => {
    const { wire, push } = wireThatAnswers(() => null);
    const bridge = makeBridge(wire);
    const heard: unknown[] = [];
    const listener = (payload: unknown): void => void heard.push(payload);
    const stop = bridge.on('session/saved', listener);
    bridge.on('session/saved', listener);
    push('session/saved', 1);
    stop();
    push('session/saved', 2);
    expect(heard).toEqual([1, 1, 2]);
  });

  test('a name outside the table and a listener that is none are ignored', () => {
    const { wire, push } = wireThatAnswers(() => null);
    const bridge = makeBridge(wire);
    bridge.on('heapwise:request', () => expect.unreachable());
    bridge.on('session/saved', 'alert(1)');
    push('heapwise:request', 1);
    expect(() => push('session/saved', 1)).not.toThrow();
  });
});
