/** Where the window was, put back only where it can be seen. Sizes in device-independent pixels. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowBounds extends Rectangle {
  readonly maximised: boolean;
}

export const smallestWindow = { width: 1024, height: 700 } as const;
/** Colour of the window before its page is painted: the page's own paper, so that nothing flashes. */
export function backgroundOf(dark: boolean): string {
  return dark ? '#161716' : '#fbfbf9';
}

const firstWindow = { width: 1280, height: 820 } as const;

/** The first window on a work area, or the remembered one where enough of it lies on one of the displays. */
export function fitBounds(
  remembered: WindowBounds | null,
  displays: readonly Rectangle[],
): {
  readonly size: { width: number; height: number };
  readonly place: { x: number; y: number } | null;
} {
  const area =
    remembered === null ? displays[0] : displays.find((display) => overlaps(remembered, display));
  const size = {
    width: within(remembered?.width ?? firstWindow.width, smallestWindow.width, area?.width),
    height: within(remembered?.height ?? firstWindow.height, smallestWindow.height, area?.height),
  };
  if (remembered === null || area === undefined) return { size, place: null };
  return {
    size,
    place: {
      x: within(remembered.x, area.x, area.x + Math.max(0, area.width - size.width)),
      y: within(remembered.y, area.y, area.y + Math.max(0, area.height - size.height)),
    },
  };
}

function within(value: number, least: number, most: number | undefined): number {
  return Math.max(least, most === undefined ? value : Math.min(value, most));
}

/** Enough of it to be grasped: 100 pixels each way. */
function overlaps(one: Rectangle, other: Rectangle): boolean {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return width >= 100 && height >= 100;
}
