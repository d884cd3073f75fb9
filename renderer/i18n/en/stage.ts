/** Words of the stage in English. */
import { stageAnswer } from './stage-answer.ts';
import { stageDetails } from './stage-details.ts';

export const stage = {
  ...stageDetails,
  answer: stageAnswer,
  title: 'Stage',
  memory: 'Memory',
  graph: 'Graph',
  program: 'Program',
  operations: 'Operations',
  stack: 'Stack and globals',
  output: 'Output',
  charts: 'Charts',
  figures: 'Figures',
  allFigures: 'Every figure of this moment',
  figureGroups: {
    memory: 'Memory',
    objects: 'Objects',
    counting: 'Counting',
    tracing: 'Tracing',
    time: 'Time, in ticks',
  },
  table: 'Table',
  details: 'Details',
  timeline: 'Timeline',
  object: (id: number): string => `Object ${id}`,
  states: {
    live: 'Live',
    garbage: 'Garbage',
    dead: 'Dead',
    freed: 'Freed',
    free: 'Free',
    unknown: 'Allocated',
  },
  colours: { white: 'White', grey: 'Grey', black: 'Black' },
  play: 'Play',
  pause: 'Pause',
  stepForward: 'Next event',
  stepBack: 'Previous event',
  nextOperation: 'Next operation',
  previousOperation: 'Previous operation',
  nextCollection: 'Next collection',
  previousCollection: 'Previous collection',
  toStart: 'To the beginning',
  toEnd: 'To the end',
  speed: 'Speed',
  speedOf: (speed: string): string => `${speed} a second`,
  position: (seq: number, length: number): string => `Event ${seq} of ${length}`,
  beginning: 'The beginning: nothing has happened yet',
  beginningWhy: 'Step forward to see the first event.',
  whereItEnds: 'No further.',
  marks: { collection: 'Collection', 'out-of-memory': 'Out of memory', fault: 'Fault' },
  collectionNow: (index: number, phase: string): string => `Collection ${index}: ${phase}`,
  phases: {
    mark: 'marking',
    sweep: 'sweeping',
    trial: 'trial deletion',
    scan: 'scanning candidates',
    collect: 'collecting cycles',
    copy: 'copying',
    compact: 'compacting',
  },
  leavesOut: (view: string): string => `${view}: what this picture leaves out`,
  hide: 'Hide',
  fit: 'Fit to the window',
  zoomIn: 'Larger',
  zoomOut: 'Smaller',
  notes: {
    memory:
      'One flat address space. A real heap lives in pages that the operating system maps and swaps, with caches in front, alignment to 16 bytes and per-thread pools; none of that is modelled. Sizes are exact, speed is counted in ticks.',
    graph:
      'Only references that a collector sees. Where objects stand says nothing about their addresses, and arrows cost nothing here; in a machine each one is a load that may miss the cache. Interior pointers and registers are left out.',
    program:
      'Frames and slots as a precise collector sees them. A compiled program also keeps references in registers, and a compiler may end a variable’s life before its scope ends. In a Go program what stays in its frame is no object; backing arrays, maps, closures and boxed values always are here, though Go keeps some of them in the frame: the editor’s gutter says which.',
    figures:
      'Each figure is counted or reckoned from the run, to this moment; none is measured with a clock. Live and garbage are known exactly here, by looking from the roots: a real collector learns them only when it has marked.',
    charts:
      'Time is counted in ticks of one cost table, not in seconds: a pause of 40 ticks is 40 units of work. Long runs are thinned to what the width can show; highest and lowest points are kept.',
  },
  tooMany: (objects: string): string =>
    `${objects} objects are too many to draw at once. Zoom into the memory map until single blocks can be told apart and choose one: what surrounds it is drawn here.`,
  neighbourhood: (shown: string, all: string, id: number): string =>
    `${shown} of ${all} objects: what surrounds object ${id}.`,
  emptyGraph: 'No objects yet',
  emptyGraphText: 'Objects appear here as they are allocated.',
  noRoots: 'no variables yet',
  globals: 'globals',
  nothing: 'nil',
  underWay: '(being made)',
  unnamed: { closure: '(its closure)', operand: '(held meanwhile)' },
  framesNotDrawn: (frames: string): string => `${frames} more frames`,
  goroutinesNotDrawn: (goroutines: string): string => `${goroutines} more goroutines`,
  framesLeftOut: (frames: string): string =>
    `${frames} frames in between are not listed: the outermost and the innermost ones are.`,
  goroutinesLeftOut: (goroutines: string): string =>
    `${goroutines} more goroutines are not listed. What they hold is alive all the same.`,
  runs: 'runs',
  standsAt: (line: number): string => `stands at line ${line}`,
  /** Parts of a sentence about one thing. */
  joined: (parts: readonly string[]): string => parts.join('; '),
  /** An object for a screen reader. */
  describe: (object: {
    id: number;
    type: string;
    state: string;
    count: number | null;
    colour: string | null;
  }): string =>
    [
      `Object ${object.id}`,
      object.type,
      object.state,
      object.count === null ? null : `count ${object.count}`,
      object.colour,
    ]
      .filter((part) => part !== null)
      .join(', '),
  describeFree: (size: string, address: string): string => `Free block, ${size} at ${address}`,
  freeLabel: (size: string): string => `free ${size}`,
  regions: {
    half: 'Half in use',
    reserve: 'Other half, empty until the next collection',
    'copied-from': 'Half that is copied from',
    'copied-to': 'Half that is copied to',
    old: 'Old space',
    nursery: 'Nursery: objects are born here',
    'nursery-reserve': 'Nursery, its other half',
    'nursery-from': 'Nursery, copied from',
    'nursery-to': 'Nursery, copied to',
    pages: 'Free pages',
  },
  span: (slot: string | null): string => (slot === null ? 'Span' : `Span of slots of ${slot}`),
  /** A part of the heap with its size and where it begins. */
  region: (name: string, size: string, address: string): string => `${name}, ${size} at ${address}`,
  folded: (size: string): string => `${size} more, all free`,
  holdsNothing: 'holds nothing',
  holds: (targets: string): string => `holds ${targets}`,
  memorySummary: (free: string, holes: number, largest: string): string =>
    holes === 0
      ? 'nothing free'
      : `${free} free in ${holes} ${holes === 1 ? 'piece' : 'pieces'}, largest ${largest}`,
  fragmentation: (share: string): string => `fragmentation ${share}`,
  unit: (value: string, geometry: 'bytes' | 'cells'): string =>
    geometry === 'bytes' ? `${value} B` : value,
  unitName: { bytes: 'bytes', cells: 'cells' },
  map: {
    label: (from: string, to: string): string => `Map of the addresses ${from} to ${to}`,
    sentences: (parts: readonly string[]): string => parts.join('. '),
    help: 'Arrow keys move, plus and minus zoom, 0 shows the whole heap.',
    overview: 'The whole heap; the frame is what the map shows.',
    cell: (size: string): string => `one cell is ${size}`,
    kinds: {
      free: 'free',
      live: 'live',
      garbage: 'garbage',
      grey: 'grey',
      black: 'black',
      dead: 'dead',
      mixed: 'mixed',
    },
  },
  legend: 'Legend',
  root: 'Variable',
  headerLegend: 'Header',
  cells: (count: string): string => `${count} cells`,
  heapTable: 'Every object of the heap at this moment',
  columns: {
    id: 'Object',
    type: 'Type',
    address: 'Address',
    size: 'Size',
    count: 'Count',
    colour: 'Colour',
    state: 'State',
    fields: 'Fields',
  },
  worklists: {
    'mark-stack': 'Mark stack',
    'mark-queue': 'Mark queue',
    'to-free': 'To be freed',
    'zero-count': 'Zero-count table',
    candidates: 'Candidates',
    remembered: 'Remembered set',
  },
  worklistEmpty: 'empty',
  worklistTop: 'next',
  noSource: 'This run has no listing.',
  noOutput: 'Nothing was printed yet.',
  currentLine: (line: number): string => `Line ${line} is running`,
  frameKind: { globals: 'Globals', frame: 'Frame', goroutine: 'Goroutine' },
  resize: 'Resize the panes',
  panes: 'Views',
};
