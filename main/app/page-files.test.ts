import { describe, expect, test } from 'vitest';
import { pageFile } from './page-files.ts';
import { contentSecurityPolicy, originOf, pageSource } from './policy.ts';

const root = '/srv/heapwise/renderer';

describe('pageFile', () => {
  test.each([
    ['app://heapwise/', '/srv/heapwise/renderer/index.html', 'text/html; charset=utf-8'],
    [
      'app://heapwise/index.html#lesson',
      '/srv/heapwise/renderer/index.html',
      'text/html; charset=utf-8',
    ],
    [
      'app://heapwise/assets/a.js?v=1',
      '/srv/heapwise/renderer/assets/a.js',
      'text/javascript; charset=utf-8',
    ],
    [
      'app://heapwise/assets/inter.woff2',
      '/srv/heapwise/renderer/assets/inter.woff2',
      'font/woff2',
    ],
    [
      'app://heapwise/assets/%41.css',
      '/srv/heapwise/renderer/assets/A.css',
      'text/css; charset=utf-8',
    ],
    ['app://heapwise/a/../b.svg', '/srv/heapwise/renderer/b.svg', 'image/svg+xml'],
  ])('%s is %s', (address, path, type) => {
    expect(pageFile(root, address)).toEqual({ path, type });
  });

  test.each([
    'app://heapwise/..%2f..%2fetc%2fpasswd.txt',
    'app://heapwise/%2e%2e/%2e%2e%2fsecret.json',
    'app://heapwise/..%5c..%5csecret.json',
    'app://heapwise/a%00.html',
    'app://heapwise/%E0%A4%A.html',
    'app://heapwise/passwd',
    'app://other/index.html',
    'app://heapwise:80/index.html',
    'app://user@heapwise/index.html',
    'file:///srv/heapwise/renderer/index.html',
    'nonsense',
  ])('%s is refused', (address) => {
    expect(pageFile(root, address)).toBeNull();
  });
});

test('the policy begins by refusing everything and names no scheme but data and blob pictures', () => {
  const rules = contentSecurityPolicy.split('; ');
  expect(rules[0]).toBe("default-src 'none'");
  expect(rules.filter((rule) => /unsafe|https?:|\*|data:|blob:/.test(rule))).toEqual([
    "img-src 'self' data: blob:",
  ]);
});

describe('pageSource', () => {
  test('is the custom scheme unless a development server of this machine is given', () => {
    expect(pageSource(undefined, false).url).toBe('app://heapwise/index.html');
    expect(pageSource('http://localhost:5173', false)).toEqual({
      url: 'http://localhost:5173/',
      origin: 'http://localhost:5173',
      development: true,
    });
  });

  test('a packaged app and a server elsewhere change nothing', () => {
    expect(pageSource('http://localhost:5173', true).development).toBe(false);
    expect(pageSource('http://example.com:5173', false).development).toBe(false);
  });
});

test('an origin is compared whole', () => {
  expect(originOf('app://heapwise/index.html')).toBe('app://heapwise');
  expect(originOf('app://heapwise.evil/index.html')).toBe('app://heapwise.evil');
  expect(originOf('')).toBeNull();
  expect(originOf('about:blank')).toBeNull();
});
