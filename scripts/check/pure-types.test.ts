import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const root = process.cwd();
const planted = join(root, 'main/simulator/planted-for-a-test.ts');

/** What the compiler says of a planted file among the pure rooms, with their own settings. */
function compile(text: string): readonly string[] {
  const read = ts.readConfigFile(join(root, 'tsconfig.pure.json'), (path) => ts.sys.readFile(path));
  const { fileNames, options } = ts.parseJsonConfigFileContent(read.config, ts.sys, root);
  const host = ts.createCompilerHost(options);
  const fileExists = host.fileExists.bind(host);
  const getSourceFile = host.getSourceFile.bind(host);
  host.fileExists = (path) => path === planted || fileExists(path);
  host.getSourceFile = (path, settings, ...rest) =>
    path === planted
      ? ts.createSourceFile(path, text, settings)
      : getSourceFile(path, settings, ...rest);
  // With every file of the pure rooms: a package that one of them imports may bring types along.
  const program = ts.createProgram([...fileNames, planted], options, host);
  return program
    .getSemanticDiagnostics(program.getSourceFile(planted))
    .map((diagnostic) => ts.flattenDiagnosticMessageText(diagnostic.messageText, ' '));
}

describe('the compiler knows neither Node nor a page in the pure rooms', () => {
  const names = [
    'process',
    'Buffer',
    'setTimeout',
    'console',
    'window',
    'document',
    'performance',
    'require',
    'fetch',
  ];
  const found = compile(names.map((name) => `export const from_${name} = ${name};`).join('\n'));
  test.each(names)('%s', (name) => {
    expect(found).toContainEqual(expect.stringContaining(`'${name}'`));
  });
});

test('and it accepts what the language has', () => {
  expect(compile('export const sorted = [2, 1].toSorted();')).toEqual([]);
});
