/**
 * The instructions of the machine. Each is five Int32: the operation and four operands.
 *
 * An operand that names a register is the offset of a word in the current frame, or the complement
 * (`~index`) of a word in the frame of the globals, which also holds the constants. A register is
 * 64 bits: small integers are kept sign- or zero-extended, booleans are 0 or 1, floats of both
 * widths are doubles, pointers are two halves (word index and object). Strings, slices, interfaces,
 * structs and arrays take several registers in the order of Go's memory.
 *
 * A register is *rooted* if the frame's layout marks it as a pointer: it is written only by the
 * operations whose comment says so, which count and record. Any other register may borrow a pointer
 * as raw bits while nothing can free its target.
 */
const names = [
  // What the inner loop does itself (machine/fast-loop.ts), which knows these codes.
  // Control. `statement` a=line. Branch targets are instruction addresses.
  'statement',
  'jump', // a=target
  'jumpTrue', // a=register b=target
  'jumpFalse',
  'jumpEqual', // a,b=registers c=target
  'jumpNotEqual',
  'jumpLess', // signed
  'jumpLessEqual',
  'jumpBelow', // unsigned
  'jumpBelowEqual',
  // Registers. a=destination b=source.
  'moveRooted', // counted into a rooted register
  'drop', // a: rooted register becomes nil
  // Memory. Pointer in register b, byte offset c.
  'loadRooted', // pointer word, counted into rooted a
  'store', // a=pointer b=offset c=source d=representation
  'storeRooted', // a=pointer b=offset c=source: counted
  'storeElement', // slice a [b] = c, 8-byte raw elements
  // From here to `xorKept`: one raw word, a=destination or `kept`.
  'move', // b=source
  'load', // b=pointer c=offset d=representation of a scalar
  'loadElement', // slice b [c], 8-byte raw elements
  'add', // b,c=operands
  'subtract',
  'multiply',
  'and',
  'or',
  'xor',
  'addConstant', // c=constant d=target of a jump that follows it, or 0
  'wrap', // c to representation b
  'wrapKept', // what was kept to representation b
  'addKept', // what was kept and c
  'subtractKept', // what was kept − c
  'subtractFrom', // c − what was kept
  'multiplyKept',
  'andKept',
  'orKept',
  'xorKept',
  // Registers.
  'take', // rooted to rooted, transferred
  'moveWords', // c=count, raw
  'zeroWords', // a, b=count, raw
  'moveBlock', // c=block, counted into rooted registers
  'takeBlock', // c=block, transferred between rooted registers
  'dropBlock', // a, b=block: rooted registers nil, last first; raw words zero
  // Integers. a=destination b,c=operands.
  'divide',
  'remainder',
  'divideUnsigned',
  'remainderUnsigned',
  'andNot',
  'shiftLeft',
  'shiftRight',
  'shiftRightUnsigned',
  'negate',
  'complement',
  'not',
  'checkShift', // a: panics if negative
  'equal',
  'less',
  'lessEqual',
  'below',
  'belowEqual',
  // Floats.
  'addFloat',
  'subtractFloat',
  'multiplyFloat',
  'divideFloat',
  'negateFloat',
  'equalFloat',
  'lessFloat',
  'lessEqualFloat',
  'toFloat', // from signed
  'toFloatUnsigned',
  'fromFloat', // to signed 64
  'fromFloatUnsigned',
  // Memory. Pointer in register b, byte offset c.
  'storeTaken', // a=pointer b=offset c=rooted source: transferred
  'loadBlock', // a=destination b=pointer c=offset d=block; raw
  'loadBlockRooted', // counted
  'storeBlock', // a=pointer b=offset c=source d=block; counted
  'storeBlockTaken', // transferred
  'address', // a=b+c, checking b for nil
  'frameAddress', // a=address of register b
  'checkNil', // a
  'checkReceiver', // a=pointer b=site {missed}
  'element', // a=address of element: b=slice c=index d=size in bytes
  'arrayElement', // a=address of element: b=pointer c=index d=site {size, length}
  // Everything below is rarer; see the machine's tables.
  'allocate', // a=rooted destination b=shape
  'concatenate', // a=rooted string b=site {slots}
  'stringIndex', // a=destination b=string c=index
  'equalString', // a=destination b,c
  'lessString',
  'lessEqualString',
  'equalValues', // a=destination b,c=registers d=type
  'equalInterface', // a=destination b,c
  'stringFromRune', // a=rooted b
  'stringFromBytes',
  'stringFromRunes',
  'bytesFromString',
  'runesFromString',
  'makeSlice', // a=rooted b=length c=capacity d=element type
  'sliceString', // a=destination(raw or rooted by d) … sites
  'sliceSlice',
  'sliceArray',
  'append', // a=rooted slice, in place b=site {element type, slots}
  'appendSlice', // a=rooted slice, in place b=slice c=element type
  'appendString', // a=rooted slice, in place b=string c=element type
  'copySlice', // a=count b,c=slices d=element type
  'copyString', // a=count b=slice c=string
  'clearSlice', // a=slice b=element type
  'makeMap', // a=rooted b=map type c=hint register or none
  'mapLoad', // a=destination b=map c=key d=site
  'mapStore', // a=map b=key c=value d=site
  'mapDelete', // a=map b=key c=site
  'mapLength', // a b
  'mapClear', // a
  'mapRange', // a=iterator b=map
  'mapNext', // a=iterator b=key target site c=exit target
  'rangeString', // a=rune register b=string c=position register d=next position register
  'makeChannel', // a=rooted b=size register c=site
  'send', // a=channel b=value c=site
  'receive', // a=destination b=channel c=site
  'closeChannel', // a
  'channelLength', // a b
  'channelCapacity', // a b
  'noteCapacity', // the capacity of a slice is read
  'closure', // a=rooted b=site
  'box', // a=rooted interface b=source c=type
  'assertType', // a=destination b=interface c=site
  'assertInterface', // a=destination b=interface c=site
  'isType', // a=destination b=interface c=type
  'isInterface', // a=destination b=interface c=type
  'call', // a=function b=site
  'callValue', // a=function register b=site
  'callInterface', // a=interface b=site c=method
  'native', // a=native b=site
  'go', // a=site
  'defer', // a=site
  'deferDone', // end of a deferred call
  'runDeferred', // runs the deferred calls, last first, then goes on
  'return',
  'panic', // a=interface
  'recover', // a=rooted interface
  'print', // a=site, b=1 for a line
  'minimum', // a b c d=representation
  'maximum',
  'sliceToArray', // a=address of the first element: b=slice c=length it must have
] as const;

export type Operation = (typeof names)[number];

/** Code of each operation. */
export const op = Object.fromEntries(names.map((name, code) => [name, code])) as Readonly<
  Record<Operation, number>
>;
export const operationNames: readonly Operation[] = names;

/**
 * In place of a destination: the result is written nowhere, the next instruction takes it as it is.
 * So what lives only within a statement costs no register, and none of it is recorded.
 */
export const kept = 0x7fffffff;

/** Whether an operation may keep its result instead of writing it. */
export function canKeep(code: number): boolean {
  return code >= op.move && code <= op.xorKept;
}
