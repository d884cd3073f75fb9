/** Which object the person is looking at: one truth for all views of the stage. */
export class Selection {
  hovered = $state<number | null>(null);
  focused = $state<number | null>(null);
  pinned = $state<number | null>(null);
  /** Objects a text speaks of, or links of a path that is being shown. */
  marked = $state.raw<readonly number[]>([]);
  /** Keys of the references of such a path. */
  links = $state.raw<readonly string[]>([]);

  /** The object that everything is shown about: what is under the pointer goes before the rest. */
  get current(): number | null {
    return this.hovered ?? this.focused ?? this.pinned;
  }

  /** Is this object to be drawn as chosen? */
  has(object: number): boolean {
    return object === this.hovered || object === this.focused || object === this.pinned;
  }

  togglePin = (object: number): void => {
    this.pinned = this.pinned === object ? null : object;
  };

  clear = (): void => {
    this.hovered = null;
    this.focused = null;
    this.pinned = null;
  };
}
