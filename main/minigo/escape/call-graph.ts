/** Groups of functions that call one another, callees first (Tarjan's algorithm). */
import type { CheckedProgram } from '../checked.ts';
import { walk } from '../walk.ts';

/** Each group lists declared functions, by index; a literal belongs to the function around it. */
export function callGroups(program: CheckedProgram): number[][] {
  const roots = program.functions
    .filter(({ outer, node }) => outer < 0 && node.kind === 'function')
    .map(({ index }) => index);
  const callees = new Map(roots.map((index) => [index, calleesOf(program, index)]));
  const order = new Map<number, number>();
  const low = new Map<number, number>();
  const stack: number[] = [];
  const groups: number[][] = [];
  for (const root of roots) if (!order.has(root)) visit(root);
  return groups;

  /** Without recursion: chains of calls can be long. */
  function visit(start: number): void {
    const work: { readonly index: number; next: number }[] = [{ index: start, next: 0 }];
    open(start);
    for (let top = work.at(-1); top !== undefined; top = work.at(-1)) {
      const targets = callees.get(top.index) ?? [];
      const target = targets[top.next++];
      if (target !== undefined) {
        if (!order.has(target)) {
          open(target);
          work.push({ index: target, next: 0 });
        } else if (stack.includes(target)) lower(top.index, order.get(target) ?? 0);
        continue;
      }
      work.pop();
      const parent = work.at(-1);
      if (parent !== undefined) lower(parent.index, low.get(top.index) ?? 0);
      if (low.get(top.index) === order.get(top.index)) close(top.index);
    }
  }

  function open(index: number): void {
    order.set(index, order.size);
    low.set(index, order.size - 1);
    stack.push(index);
  }

  function lower(index: number, to: number): void {
    low.set(index, Math.min(low.get(index) ?? to, to));
  }

  function close(index: number): void {
    groups.push(stack.splice(stack.indexOf(index)));
  }
}

function calleesOf(program: CheckedProgram, index: number): number[] {
  const found = new Set<number>();
  const fn = program.functions[index];
  if (fn === undefined) return [];
  walk(fn.body, (node) => {
    if (!('kind' in node)) return true;
    if (node.kind === 'call') {
      const call = program.calls[node.id];
      if (call?.kind === 'call' && call.target !== null && call.target.functionIndex >= 0)
        found.add(call.target.functionIndex);
    } else if (node.kind === 'selector') {
      const selection = program.selections[node.id];
      const method = selection?.kind === 'method' ? selection.method : null;
      if (method !== null && method.functionIndex >= 0) found.add(method.functionIndex);
    }
    return true;
  });
  return [...found];
}
