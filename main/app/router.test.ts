import { describe, expect, test } from 'vitest';
import type { Handlers } from '../contract/contract.ts';
import { makeRouter } from './router.ts';
import { isTrustedSender } from './sender.ts';

const origin = 'app://heapwise';
const page = { url: 'app://heapwise/index.html', parent: null };

/** Only what these tests ask for; anything else would be a handler that is undefined, which is a failure too. */
function router(handlers: Partial<Record<keyof Handlers, (params: never) => Promise<unknown>>>) {
  const reports: string[] = [];
  const route = makeRouter(
    handlers as unknown as Handlers,
    origin,
    (what) => void reports.push(what),
  );
  return { route, reports };
}

describe('a request', () => {
  test('goes to its handler with parsed parameters and comes back as a value', async () => {
    const { route } = router({ 'note/set': async () => ({ ok: null }) });
    expect(await route(page, 'note/set', { text: 'why' })).toEqual({ ok: null });
  });

  test.each([
    ['a child frame', { url: page.url, parent: page }],
    ['no frame', null],
    ['another origin', { url: 'https://heapwise/index.html', parent: null }],
    ['an origin that begins alike', { url: 'app://heapwise.example/index.html', parent: null }],
    ['an empty address', { url: '', parent: null }],
  ])('from %s is refused', async (_who, sender) => {
    const { route, reports } = router({ 'note/set': async () => expect.unreachable() });
    expect(await route(sender, 'note/set', { text: '' })).toEqual({
      fault: { code: 'untrusted-sender', detail: {} },
    });
    expect(reports).toHaveLength(1);
  });

  test.each(['nothing', '__proto__', 'toString', undefined, 3, ['note/set']])(
    'named %s is refused',
    async (name) => {
      expect(await router({}).route(page, name, {})).toMatchObject({
        fault: { code: 'unknown-request' },
      });
    },
  );

  test.each([
    [{}],
    [{ text: 7 }],
    [{ text: 'x'.repeat(20_001) }],
    [{ text: '', more: 1 }],
    [null],
    ['text'],
  ])('with parameters %j is refused before the handler', async (params) => {
    const { route } = router({ 'note/set': async () => expect.unreachable() });
    expect(await route(page, 'note/set', params)).toMatchObject({
      fault: { code: 'bad-request', detail: { name: 'note/set' } },
    });
  });

  test('whose handler throws, or answers with something else than the table says, is a fault', async () => {
    const { route, reports } = router({
      'note/set': async () => {
        throw new Error('secret path');
      },
      'note/get': async () => ({ ok: { text: 9 } }),
    });
    expect(await route(page, 'note/set', { text: '' })).toEqual({
      fault: { code: 'internal', detail: { name: 'note/set' } },
    });
    expect(await route(page, 'note/get', {})).toEqual({
      fault: { code: 'internal', detail: { name: 'note/get' } },
    });
    expect(reports).toEqual([
      'note/set failed',
      'the answer to note/get is not what the table says',
    ]);
  });

  test("that the handler refuses carries the handler's fault", async () => {
    const fault = { code: 'unknown-run', detail: { run: 'r9' } };
    expect(
      await router({ 'run/close': async () => ({ fault }) }).route(page, 'run/close', {
        run: 'r9',
      }),
    ).toEqual({ fault });
  });
});

test('only the top frame of the page is trusted', () => {
  expect(isTrustedSender(page, origin)).toBe(true);
  expect(isTrustedSender({ ...page, parent: {} }, origin)).toBe(false);
});
