/** What the entries of the application's menu do in the window. */
import type { EventPayload } from '../../main/contract/contract.ts';
import type { Shell } from './shell.svelte.ts';

type MenuCommand = EventPayload<'menu/command'>['command'];

export function followMenu(command: MenuCommand, shell: Shell): void {
  switch (command) {
    case 'home':
    case 'sandbox':
    case 'session':
      shell.go(command);
      return;
    case 'new-session':
      wishFor('new', shell);
      return;
    case 'open-session':
      wishFor('open', shell);
      return;
    case 'export-session':
      wishFor('export', shell);
      return;
    case 'undo':
      shell.undo?.();
      return;
    case 'palette':
    case 'keys':
    case 'about':
      shell.open(command);
      return;
    case 'text-larger':
      shell.changeTextSize('larger');
      return;
    case 'text-smaller':
      shell.changeTextSize('smaller');
      return;
    case 'text-reset':
      shell.changeTextSize('normal');
      return;
  }
}

function wishFor(wish: 'new' | 'open' | 'export', shell: Shell): void {
  shell.go('session');
  shell.wish = wish;
}
