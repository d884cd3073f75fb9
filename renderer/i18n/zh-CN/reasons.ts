/** 各种代码的中文说法：为什么会这样。 */
import type {
  DamageCause,
  EscapeReason,
  LabCode,
  Limit,
  OutsideConstruct,
  ReadingLimit,
  SchemaFault,
  ScriptCode,
  SettingsCode,
  SimulatorOnlyReason,
} from '../../../main/contract/codes.ts';
import type { reasons as english } from '../en/reasons.ts';
import type { WordValues } from '../shapes.ts';
import { sandbox } from './sandbox.ts';
import { settings as names } from './settings.ts';

const escapes: Record<EscapeReason, string> = {
  stays: '没有任何东西比这次调用活得更久。',
  returned: '它流向返回值。',
  'stored-in-global': '它被存入包级变量。',
  'stored-through-pointer': '它被存到指针、切片或映射所指的位置。',
  sent: '它被发送到通道。',
  'captured-by-escaping-closure': '一个逃逸的闭包捕获了它。',
  'passed-to-escaping-parameter': '它被传给一个会逃逸的参数。',
  'passed-to-unknown-function': '它被传给一个运行时才能确定的函数。',
  'started-goroutine': '新启动的 goroutine 使用了它。',
  'deferred-in-loop': '循环中的 defer 使用了它。',
  'outlives-loop-iteration': '它比创建它的那次循环活得更久。',
  'held-by-escaping-value': '某个逃逸的值指向它。',
  'stored-in-enclosing-function': '闭包把它存入外层函数的变量。',
  'boxed-and-escapes': '它装在一个逃逸的接口值中。',
  'too-large': '它太大，放不进栈。',
  'size-not-constant': '它的大小在运行时才能确定。',
  'address-taken': '它的地址被取用，而选项要求这类变量全部放在堆上。',
  'always-object': 'Go 会把它留在栈帧里。这里的底层数组、映射表、闭包和装箱的值都是对象。',
  global: '包级变量位于静态存储区。',
};

const simulatorOnly: Record<SimulatorOnlyReason, string> = {
  address: '输出取决于某个地址。',
  'memory-statistics': '输出取决于内存统计数字。',
  'map-order': '输出取决于映射的遍历顺序。',
  schedule: '输出取决于各 goroutine 的运行顺序。',
  'cleanup-order': '输出取决于清理函数的执行顺序。',
  capacity: '输出取决于某个容量。',
  'stack-depth': '输出取决于栈的最大深度。',
  finalizer: '输出取决于终结器的运行时机。',
};

const limits: Record<Limit['kind'], (most: string) => string> = {
  steps: (most) =>
    `程序执行了 ${most} 条语句后被停止，这是允许的上限。想让它继续，请在“${sandbox.optionsTitle}”中调大“${sandbox.steps}”；在此之前的一切仍可查看。`,
  output: (most) =>
    `程序被停止：它打印了超过 ${most} 字节的内容。这个上限是固定的，因为会话要保存全部输出；在此之前的一切仍可查看。`,
  goroutines: (most) =>
    `程序被停止：同时存在的 goroutine 超过 ${most} 个。这个上限是固定的，这样 goroutine 泄漏会在内存用尽之前停下；在此之前的一切仍可查看。`,
  record: (most) =>
    `此运行的记录已满：最多容纳 ${most} 字节。这个上限是固定的，因为运行的每一刻都保存在内存中；已记录的内容仍可查看，也可以运行较短的一段。`,
  depth: (most) =>
    `栈已满：嵌套的调用达到 ${most} 层，这是允许的上限。这个上限是固定的；Go 自己的上限是 1 GB 的栈。请检查有没有永不结束的递归。`,
};

/** 堆中放不下的情形；`size` 是堆的大小。 */
const heapFull = (size: string): string =>
  `在 ${size}的堆中，分配找不到足够大的块。想要更大的堆，请在“${sandbox.optionsTitle}”中调大“${names.heapBytes}”，或者放弃一些引用；在此之前的一切仍可查看。`;

const reading: Record<ReadingLimit, (values: WordValues) => string> = {
  'source-too-long': (v) =>
    `程序超过 ${v['most'] ?? ''} 字节，这是 MiniGo 读取的上限。这个上限是固定的，这样才能边输入边检查。`,
  'nested-too-deep': (v) =>
    `此处嵌套超过 ${v['most'] ?? ''} 层，这是 MiniGo 读取的上限。这个上限是固定的；请把内层提取成变量、类型或函数。`,
  'declarations-too-deep': () =>
    '声明之间相互引用太深，MiniGo 无法追踪。这个上限是固定的；请用独立的声明断开这条链。',
  'exponent-too-large': (v) =>
    `${v['text'] ?? ''} 的指数超出 MiniGo 的计算范围。这个上限是固定的；没有任何类型放得下这个数。`,
  'type-too-large': (v) =>
    `类型 ${v['type'] ?? ''} 超过 ${v['most'] ?? ''} 字节，这是 MiniGo 类型大小的上限。这个上限是固定的；切片可以更大。`,
  'string-too-long': (v) =>
    `这个常量字符串超过 ${v['most'] ?? ''} 字节，这是 MiniGo 保存的上限。这个上限是固定的；运行时可用 strings.Repeat 生成更长的字符串。`,
};

const outside: Record<`outside-${OutsideConstruct}`, (values: WordValues) => string> = {
  'outside-named': (v) => `MiniGo 不包含 ${v['name'] ?? ''}`,
  'outside-package': (v) => `MiniGo 不包含包 ${v['name'] ?? ''}`,
  'outside-directive': (v) => `MiniGo 不包含编译指令 ${v['name'] ?? ''}`,
  'outside-type-set': () => 'MiniGo 不包含接口中的类型集',
  'outside-complex-numbers': () => 'MiniGo 不包含复数',
  'outside-instantiation': () => 'MiniGo 不包含带多个类型实参的实例化',
  'outside-generic-type': () => 'MiniGo 不包含泛型类型',
  'outside-generic-function': () => 'MiniGo 不包含泛型函数',
  'outside-type-argument': () => 'MiniGo 不包含函数的类型实参',
  'outside-range-over-function': () => 'MiniGo 不包含对函数的 range',
  'outside-dot-import': () => 'MiniGo 不包含点导入',
  'outside-blank-import': () => 'MiniGo 不包含空白导入',
};

/** 操作的各个部分，按语法中的名称。 */
const parts: Readonly<Record<string, string | undefined>> = {
  slot: '由字母和数字组成的名称，全局变量以 @ 开头',
  'slot-or-nil': 'nil，或由字母和数字组成的名称，全局变量以 @ 开头',
  name: '名称',
  size: '不小于 0 的整数',
  field: '不小于 0 的整数',
};
const part = (v: WordValues): string => `${v['called'] ?? ''}（${parts[v['part'] ?? ''] ?? ''}）`;

const script: Record<ScriptCode, (values: WordValues) => string> = {
  'unknown-word': (v) =>
    `“${v['word'] ?? ''}”不是操作：请使用 alloc、root、write、read、push、pop、free 或 gc。`,
  'missing-word': (v) => `“${v['word'] ?? ''}”之后缺少 ${part(v)}。`,
  'extra-word': (v) => `“${v['word'] ?? ''}”是多余的，正确写法：${v['usage'] ?? ''}。`,
  'bad-slot': (v) => `“${v['word'] ?? ''}”不是有效的名称，此处应为 ${part(v)}。`,
  'bad-number': (v) => `“${v['word'] ?? ''}”不是有效的数字，此处应为 ${part(v)}。`,
  'no-such-field': (v) => {
    const fields = Number(v['fields'] ?? 0);
    const has = fields === 0 ? '没有字段' : `的字段为 0 到 ${fields - 1}`;
    return `没有字段 ${v['word'] ?? ''}：${v['type'] ?? ''} ${has}。`;
  },
  'bad-size': (v) =>
    v['geometry'] === 'bytes'
      ? `${v['word'] ?? ''} 字节太少：${v['fields'] ?? ''} 个 8 字节的字段至少需要 ${v['least'] ?? ''} 字节。`
      : `${v['word'] ?? ''} 个单元放不下 ${v['fields'] ?? ''} 个字段，最多容纳 ${v['most'] ?? ''} 个。`,
  'no-frame': () => '没有可以离开的帧：此 pop 之前必须有 push。',
};

const named = (
  list: Readonly<Record<string, { readonly name: string } | undefined>>,
  key: string | number | undefined,
): string => list[key ?? '']?.name ?? String(key ?? '');
const collector = (v: WordValues): string => named(names.collectors, v['collector']);
const allocator = (v: WordValues): string => named(names.allocators, v['allocator']);
const unit = (v: WordValues): string => names.unit[v['geometry'] === 'cells' ? 'cells' : 'bytes'];

const settings: Record<SettingsCode, (values: WordValues) => string> = {
  'heap-too-small': (v) =>
    `${v['heapBytes'] ?? ''} ${unit(v)}的堆太小，至少需要 ${v['least'] ?? ''}。`,
  'heap-too-large': (v) =>
    `${v['heapBytes'] ?? ''} ${unit(v)}的堆太大，最多可为 ${v['most'] ?? ''}。`,
  'heap-not-whole-words': (v) => `${v['heapBytes'] ?? ''} 字节的堆不是整数个字，请使用 8 的倍数。`,
  'no-such-allocator': (v) => `没有分配器“${allocator(v)}”。`,
  'no-such-collector': (v) => `没有回收器“${collector(v)}”。`,
  'not-together': (v) =>
    v['allocator'] === 'go' && v['geometry'] === 'cells'
      ? `分配器“${allocator(v)}”以字节为单位，它的尺寸级别在单元中没有意义。`
      : `回收器“${collector(v)}”会把对象移动到任意地址，而分配器“${allocator(v)}”不允许这样做。`,
  'program-needs-bytes': () => '程序需要以字节为单位的堆，因为它的值有字节大小。',
};

/** 值不合规定的原因。 */
const schema: Record<SchemaFault, (values: WordValues) => string> = {
  'wrong-kind': () => '值的种类不对，或者缺失',
  'too-small': (v) => `小于允许的最小值 ${v['bound'] ?? ''}`,
  'too-large': (v) => `大于允许的最大值 ${v['bound'] ?? ''}`,
  'not-allowed': () => '不在允许的取值之中',
  'unknown-field': () => '有不认识的字段',
  'wrong-form': () => '格式不符合要求',
};

const damage: Record<DamageCause, (values: WordValues) => string> = {
  'too-deep': (v) => `第 ${v['bound'] ?? ''} 个字符处括号嵌套过深`,
  incomplete: () => '末尾的文本不完整或不正确',
  'unknown-version': () => '没有哪个版本的 Heapwise 写过这个版本号',
  changed: () => '校验和不符，内容与写入时不一致',
  'same-run': () => '运行列表中有两次运行同名',
  'missing-run': () => '沙盒指向一次不存在的运行',
  'wrong-kind': (v) => `“${v['where'] ?? ''}”处${schema['wrong-kind'](v)}`,
  'too-small': (v) => `“${v['where'] ?? ''}”处${schema['too-small'](v)}`,
  'too-large': (v) => `“${v['where'] ?? ''}”处${schema['too-large'](v)}`,
  'not-allowed': (v) => `“${v['where'] ?? ''}”处的值${schema['not-allowed'](v)}`,
  'unknown-field': (v) => `“${v['where'] ?? ''}”处${schema['unknown-field'](v)}`,
  'wrong-form': (v) => `“${v['where'] ?? ''}”处${schema['wrong-form'](v)}`,
};

const lab: Record<LabCode, (values: WordValues) => string> = {
  'too-long': (v) =>
    `此运行记录了 ${v['length'] ?? ''} 个事件；实验最多查看 ${v['most'] ?? ''} 个。`,
};

export const reasons: typeof english = {
  escapes,
  escape: (name, place, reason) => `${name}：${place}。${reason}`,
  simulatorOnly,
  limits,
  heapFull,
  reading,
  outside,
  script,
  settings,
  schema,
  damage,
  lab,
};
