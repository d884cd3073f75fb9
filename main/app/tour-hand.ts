/**
 * A hand for the tour: finds what people find, by role and name, in the accessibility tree, and
 * presses it with the mouse. It knows nothing of how the page is made.
 */
import type { WebContents } from 'electron';

/** Milliseconds between two looks, and until something counts as not coming. */
const look = 100;
const patience = 60_000;

interface Node {
  readonly role?: { readonly value: string };
  readonly name?: { readonly value: string };
  readonly ignored: boolean;
  readonly properties?: readonly {
    readonly name: string;
    readonly value: { readonly value: unknown };
  }[];
  readonly backendDOMNodeId?: number;
}

export class TourHand {
  readonly #contents: WebContents;

  /** Takes the window's debugger for as long as the app runs. */
  constructor(contents: WebContents) {
    this.#contents = contents;
    contents.debugger.attach('1.3');
  }

  /** The name of the first such thing, once it is there. */
  async see(role: string, name: RegExp): Promise<string> {
    return (await this.#await(role, name, () => true)).name?.value ?? '';
  }

  /** Presses the first such thing, once it is there and can be pressed. */
  async press(role: string, name: RegExp): Promise<void> {
    const node = await this.#await(role, name, (found) => !isDisabled(found));
    const target = { backendNodeId: node.backendDOMNodeId };
    await this.#tell('DOM.scrollIntoViewIfNeeded', target);
    const { quads } = (await this.#tell('DOM.getContentQuads', target)) as {
      readonly quads: readonly (readonly number[])[];
    };
    const quad = quads[0];
    if (quad === undefined)
      throw new Error(`The ${role} "${node.name?.value ?? ''}" cannot be seen.`);
    const at = { x: middle(quad, 0), y: middle(quad, 1), button: 'left', clickCount: 1 };
    await this.#tell('Input.dispatchMouseEvent', { type: 'mousePressed', ...at });
    await this.#tell('Input.dispatchMouseEvent', { type: 'mouseReleased', ...at });
  }

  /** Is there such a thing now, and can it be pressed? */
  async canPress(role: string, name: RegExp): Promise<boolean> {
    const node = await this.#find(role, name);
    return node !== undefined && !isDisabled(node);
  }

  /** Two frames later everything that was asked for has been drawn. */
  async settle(): Promise<void> {
    await this.#contents.executeJavaScript(
      'new Promise((settle) => requestAnimationFrame(() => requestAnimationFrame(() => settle(null))))',
    );
  }

  async #await(role: string, name: RegExp, fits: (node: Node) => boolean): Promise<Node> {
    const until = performance.now() + patience;
    for (;;) {
      const node = await this.#find(role, name);
      if (node !== undefined && fits(node)) return node;
      if (performance.now() > until) {
        throw new Error(
          `There is no ${role} named ${String(name)}${node === undefined ? '' : ' that can be pressed'}.`,
        );
      }
      await new Promise((settle) => setTimeout(settle, look));
    }
  }

  async #find(role: string, name: RegExp): Promise<Node | undefined> {
    const { nodes } = (await this.#tell('Accessibility.getFullAXTree', {})) as {
      readonly nodes: readonly Node[];
    };
    return nodes.find(
      (node) => !node.ignored && node.role?.value === role && name.test(node.name?.value ?? ''),
    );
  }

  #tell(method: string, params: object): Promise<unknown> {
    return this.#contents.debugger.sendCommand(method, params) as Promise<unknown>;
  }
}

function isDisabled(node: Node): boolean {
  return (
    node.properties?.some(
      (property) => property.name === 'disabled' && property.value.value === true,
    ) ?? false
  );
}

/** Middle of a quadrilateral's corners: x (0) or y (1). */
function middle(quad: readonly number[], axis: 0 | 1): number {
  return [0, 2, 4, 6].reduce((sum, corner) => sum + (quad[corner + axis] ?? 0), 0) / 4;
}
