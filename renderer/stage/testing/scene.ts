/** A small run for component tests: two objects under counting, of which one becomes garbage. */
import type { Result } from '../../../main/contract/contract.ts';
import { FakeBridge } from '../../bridge/fake-bridge.ts';
import { RunView } from '../run-view.svelte.ts';

type HostFrame = Result<'run/frame'>;
type HostEvent = Result<'run/events'>[number];

export const sceneEvents: readonly HostEvent[] = [
  {
    seq: 1,
    op: 1,
    line: 1,
    event: 'alloc',
    object: 1,
    type: 'Node',
    address: 0,
    size: 24,
    probes: 1,
  },
  { seq: 2, op: 1, line: 1, event: 'root', frame: 'main', slot: 'a', from: null, to: 1 },
  {
    seq: 3,
    op: 2,
    line: 2,
    event: 'alloc',
    object: 2,
    type: 'Leaf',
    address: 24,
    size: 16,
    probes: 1,
  },
  { seq: 4, op: 3, line: 3, event: 'write', object: 1, field: 0, from: null, to: 2 },
  { seq: 5, op: 3, line: 3, event: 'inc', object: 2, count: 2 },
  { seq: 6, op: 4, line: 4, event: 'root', frame: 'main', slot: 'a', from: 1, to: null },
];

const noFigures: HostFrame['metrics'] = {
  ticks: 0,
  allocated: 40,
  live: 40,
  garbage: 0,
  floating: 0,
  free: 24,
  holes: 1,
  largestFree: 24,
  peak: 40,
  externalFragmentation: 0,
  internalFragmentation: 0,
  objects: { allocated: 2, freed: 0, live: 2, garbage: 0 },
  increments: 1,
  decrements: 0,
  longestCascade: 0,
  marked: 0,
  scannedSlots: 0,
  overflows: 0,
  searches: 0,
  barrierHits: 0,
  markCons: 0,
  collections: 0,
  goal: null,
  longestPause: 0,
  totalPause: 0,
  throughput: 1,
};

function frameAt(seq: number): HostFrame {
  const held = seq >= 2 && seq < 6;
  const objects: HostFrame['objects'] = [
    {
      id: 1,
      type: 'Node',
      address: 0,
      size: 24,
      payload: 16,
      fields: [seq >= 4 ? 2 : null, null],
      fieldCount: 2,
      count: 1,
      colour: null,
      state: held ? 'live' : 'garbage',
      unreachableSince: held ? null : 6,
    },
    {
      id: 2,
      type: 'Leaf',
      address: 24,
      size: 16,
      payload: 8,
      fields: [],
      fieldCount: 0,
      count: seq >= 5 ? 2 : 1,
      colour: null,
      state: held ? 'live' : 'garbage',
      unreachableSince: null,
    },
  ];
  const shown = seq >= 3 ? objects : seq >= 1 ? objects.slice(0, 1) : [];
  const used = seq >= 3 ? 40 : seq >= 1 ? 24 : 0;
  const event = sceneEvents[seq - 1] ?? null;
  return {
    seq,
    length: 6,
    op: event?.op ?? 0,
    line: event?.line ?? null,
    event,
    heapBytes: 64,
    blocks: [
      ...shown.map((object) => ({ address: object.address, size: object.size, object: object.id })),
      { address: used, size: 64 - used, object: null },
    ],
    objects: shown,
    cells: null,
    roots: [
      {
        name: 'main',
        kind: 'frame',
        line: event?.line ?? null,
        slots: seq >= 2 ? [{ name: 'a', target: held ? 1 : null }] : [],
      },
    ],
    worklist: null,
    collection: null,
    output: '',
    metrics: noFigures,
    goroutinesLeftOut: 0,
    outputIsCut: false,
    spans: null,
    regions: [],
  };
}

/** A host that knows the scene, and the view on it at `seq`. */
export function openScene(seq: number): { readonly bridge: FakeBridge; readonly view: RunView } {
  const bridge = new FakeBridge({
    'run/events': ({ from, to }) => sceneEvents.slice(from - 1, to),
    'run/frame': (params) => frameAt(params.seq),
    'run/find': (params) => ({
      seq: params.moment.kind === 'operation' ? (params.moment.step === 1 ? 6 : 3) : null,
    }),
    'run/explain': ({ seq: at, object }) =>
      at < 6
        ? {
            kind: 'alive',
            object,
            path: [
              { holder: { kind: 'root', frame: 'main', slot: 'a' }, object: 1 },
              ...(object === 2
                ? [{ holder: { kind: 'field' as const, object: 1, field: 0 }, object: 2 }]
                : []),
            ],
          }
        : {
            kind: 'garbage',
            object,
            cut: sceneEvents[5] ?? null,
            since: 6,
            because: 'no-collector',
          },
  });
  const text = 'alloc a Node 16 2\nalloc b Leaf 8 0\nwrite a 0 b\nroot a nil\n';
  return {
    bridge,
    view: new RunView(bridge, {
      run: 'r',
      length: 6,
      seq,
      source: { kind: 'operations', name: 'scene.ops', text },
    }),
  };
}
