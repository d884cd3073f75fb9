/** The keys that work everywhere, and the sheet that lists all of them. */
import type { Catalogue } from '../i18n/en.ts';
import { dialogIsOpen, takesTyping } from '../bridge/page.ts';
import type { PlaceName, Shell } from './shell.svelte.ts';

export interface KeyGroup {
  readonly title: string;
  readonly keys: readonly { readonly keys: readonly string[]; readonly about: string }[];
}

const places: readonly PlaceName[] = ['home', 'sandbox', 'session', 'glossary'];

/** Does what a key asks for; true if it was one of ours. */
export function pressGlobalKey(event: KeyboardEvent, shell: Shell): boolean {
  const held = event.ctrlKey || event.metaKey;
  if (held && !event.altKey && !event.shiftKey) {
    if (event.key.toLowerCase() === 'k') {
      shell.sheet = shell.sheet === 'palette' ? null : 'palette';
      return true;
    }
    const place = places[Number(event.key) - 1];
    if (place !== undefined) {
      shell.go(place);
      return true;
    }
    return false;
  }
  if (held || event.altKey || takesTyping(event.target) || dialogIsOpen()) return false;
  if (event.key === '?') {
    shell.open('keys');
    return true;
  }
  return false;
}

/** All keys by the place they work in. `command` is the name of the key that stands for Control. */
export function keySheet(say: Catalogue, command: string): readonly KeyGroup[] {
  const { keys } = say;
  return [
    {
      title: keys.everywhere,
      keys: [
        { keys: [`${command}+K`], about: keys.palette },
        { keys: ['?'], about: keys.sheet },
        { keys: [`${command}+1`, '…', `${command}+4`], about: keys.place },
        { keys: ['Esc'], about: keys.close },
        { keys: [`${command}++`, `${command}+-`, `${command}+0`], about: keys.textSize },
      ],
    },
    {
      title: keys.onStage,
      keys: [
        { keys: ['←', '→'], about: keys.event },
        { keys: ['Shift+←', 'Shift+→'], about: keys.operation },
        { keys: ['[', ']'], about: keys.collection },
        { keys: ['Home', 'End'], about: keys.ends },
        { keys: ['Space'], about: keys.play },
        { keys: ['Enter'], about: keys.pin },
      ],
    },
    {
      title: keys.inLesson,
      keys: [
        { keys: ['N', 'P'], about: keys.step },
        { keys: ['1', '…', '9'], about: keys.choose },
        { keys: [`${command}+Enter`], about: keys.check },
      ],
    },
    {
      title: keys.inSandbox,
      keys: [
        { keys: [`${command}+Enter`], about: keys.run },
        { keys: [`${command}+Alt+Z`], about: keys.undo },
        { keys: ['F10', 'F11', 'Shift+F11'], about: keys.stepProgram },
      ],
    },
  ];
}
