import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { Refusal } from './sentence.ts';

/** Whether windows can be shown here. macOS and Windows always have a display. */
export function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return ['DISPLAY', 'WAYLAND_DISPLAY'].some((name) => (process.env[name] ?? '') !== '');
}

/**
 * Runs `use` with the variables of a display: the one that is there, or an X server of our own that
 * draws into memory and is stopped afterwards.
 */
export async function withDisplay<Result>(
  use: (variables: NodeJS.ProcessEnv) => Promise<Result>,
): Promise<Result> {
  if (hasDisplay()) return use(process.env);
  const { server, display } = await startXvfb();
  try {
    return await use({ ...process.env, DISPLAY: display });
  } finally {
    server.kill();
  }
}

async function startXvfb(): Promise<{ server: ChildProcess; display: string }> {
  // The server picks a free display number itself and writes it to its third descriptor.
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp', '-noreset'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const pipe = server.stdio[3];
  const number = await new Promise<string>((resolve, reject) => {
    server.once('error', () => {
      reject(
        new Refusal(
          'There is no display here, and no Xvfb to stand in. On Debian or Ubuntu install it as root: xvfb.',
        ),
      );
    });
    server.once('exit', () => reject(new Refusal('Xvfb stopped before it had a display.')));
    pipe?.once('data', (bytes: Buffer) => resolve(bytes.toString().trim()));
  });
  return { server, display: `:${number}` };
}
