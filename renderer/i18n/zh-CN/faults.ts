/** 每种错误的中文说法：发生了什么，保住了什么，该怎么做。 */
import type { FaultCatalogue, WordValues } from '../shapes.ts';
import { reasons } from './reasons.ts';
import { sandbox } from './sandbox.ts';

const saved = '您做过的一切都已保存。';
const unchanged = '没有任何改动。';
const again = '请再试一次；如果再次发生，请重新启动 Heapwise。';

/** 系统错误码的含义。 */
const systemReasons: Readonly<Record<string, string | undefined>> = {
  ENOENT: '文件不存在',
  EACCES: '系统不允许',
  EPERM: '系统不允许',
  EISDIR: '这是一个文件夹',
  ENOTDIR: '上级不是文件夹',
  EIO: '磁盘报告错误',
  EMFILE: '打开的文件太多',
  ENAMETOOLONG: '文件名太长',
  EBUSY: '正被其他程序使用',
};
const reason = (v: WordValues): string => {
  const code = String(v['reason'] ?? '');
  return systemReasons[code] ?? code;
};

/** 按代码查找说法；没有译文的照原样显示。 */
const told = (
  words: Readonly<Record<string, ((values: WordValues) => string) | undefined>>,
  v: WordValues,
): string => words[v['cause'] ?? '']?.(v) ?? String(v['problem'] ?? '');

/** 运行的状态。 */
const status = (v: WordValues): string => {
  const known: Readonly<Record<string, string | undefined>> = sandbox.statuses;
  return known[v['status'] ?? ''] ?? String(v['status'] ?? '');
};

export const faults: FaultCatalogue = {
  unknown: (v) => ({
    what: `发生了 Heapwise 无法描述的错误（${v['code'] ?? '?'}）。`,
    kept: saved,
    act: again,
  }),
  'no-host': (_v) => ({
    what: '此页面没有在 Heapwise 中运行。',
    kept: '',
    act: '请启动应用本身；浏览器无法承载模拟器。',
  }),
  'untrusted-sender': (_v) => ({
    what: '一个不属于 Heapwise 的页面发出请求，已被拒绝。',
    kept: unchanged,
    act: '请重新启动 Heapwise。',
  }),
  'unknown-request': (v) => ({
    what: `窗口请求了“${v['name'] ?? '?'}”，主程序不认识它。`,
    kept: unchanged,
    act: '请重新启动 Heapwise；两部分的版本可能不同。',
  }),
  'bad-request': (v) => ({
    what: `窗口请求“${v['name'] ?? '?'}”时给出了不允许的值（${v['where'] ?? ''}：${told(reasons.schema, v)}）。`,
    kept: unchanged,
    act: '请选择规定范围内的值。',
  }),
  internal: (v) => ({
    what: `Heapwise 内部出错，“${v['name'] ?? '?'}”没有完成。`,
    kept: `${unchanged}${saved}`,
    act: again,
  }),
  'host-unavailable': (_v) => ({
    what: 'Heapwise 中承载模拟器的部分不再响应。',
    kept: saved,
    act: '请关闭窗口，重新启动 Heapwise。',
  }),
  'thread-crashed': (_v) => ({
    what: '模拟器意外停止，已重新启动。',
    kept: '您的运行已重放，恢复原状。',
    act: '请把刚才的操作再做一次。',
  }),
  'thread-unavailable': (_v) => ({
    what: '模拟器连续多次停止。',
    kept: '您的运行保存在会话中。',
    act: '请重新启动 Heapwise，并使用较小的堆或较短的运行。',
  }),
  'unknown-run': (v) => ({
    what: `运行 ${v['run'] ?? ''} 已不再打开。`,
    kept: '它做过的事保存在会话中。',
    act: '请重新打开它。',
  }),
  'run-busy': (_v) => ({
    what: '此运行正在进行。',
    kept: unchanged,
    act: '请先停止它，或等它结束。',
  }),
  'source-problems': (v) => ({
    what: `源代码中有 ${v['count'] ?? 1} 处错误。`,
    kept: '没有运行任何内容，您的文本保持原样。',
    act: '请修改带下划线的地方，再运行一次。',
  }),
  'not-a-script': (_v) => ({
    what: '只有操作脚本才能这样做；当前打开的是程序。',
    kept: unchanged,
    act: '请选择一个脚本，或手动开始一个。',
  }),
  'not-a-program': (_v) => ({
    what: '只有程序才能这样做；当前打开的是操作脚本。',
    kept: unchanged,
    act: '请改用时间线逐步查看脚本。',
  }),
  'nothing-to-undo': (_v) => ({
    what: '没有可以撤销的操作。',
    kept: unchanged,
    act: '请先做一步操作。',
  }),
  'run-ended': (v) => ({
    what: `此运行已结束（${status(v)}），不能继续。`,
    kept: '到那一刻为止的一切仍可查看。',
    act: '请撤销最后一步操作，或重新开始。',
  }),
  'bad-settings': (v) => ({
    what: `这些设置不能一起使用：${told(reasons.settings, v)}`,
    kept: '之前的设置仍然有效。',
    act: '请选择其他分配器、回收器或堆大小。',
  }),
  'out-of-range': (v) => ({
    what: `没有事件 ${v['seq'] ?? ''}；此运行共有 ${v['length'] ?? ''} 个事件。`,
    kept: unchanged,
    act: '请在时间线上选择一个时刻。',
  }),
  'session-full': (v) => ({
    what: `会话已满（${v['limit'] ?? ''}）。`,
    kept: saved,
    act: '请先导出，再新建会话。',
  }),
  'unknown-lesson': (v) => ({
    what: `没有课程“${v['lesson'] ?? ''}”。`,
    kept: '您的进度没有变化。',
    act: '请从课程列表中选择。',
  }),
  'unknown-step': (v) => ({
    what: `课程“${v['lesson'] ?? ''}”中没有步骤“${v['step'] ?? ''}”。`,
    kept: '您的进度没有变化。',
    act: '请从头打开这一课。',
  }),
  'unknown-claim': (v) => ({
    what: `文中没有论断“${v['claim'] ?? ''}”。`,
    kept: '您的判断和证明没有变化。',
    act: '请从列表中选择一条论断。',
  }),
  'unknown-quiz': (_v) => ({
    what: '此测验已不再打开。',
    kept: '您给出的回答已保存。',
    act: '请重新开始测验。',
  }),
  'unknown-question': (v) => ({
    what: `此测验没有第 ${Number(v['index'] ?? 0) + 1} 题。`,
    kept: '您给出的回答已保存。',
    act: '请重新开始测验。',
  }),
  'no-lab': (_v) => ({ what: '这一课没有实验。', kept: '', act: '可以在沙盒中试一试。' }),
  'wrong-answer-form': (_v) => ({
    what: '回答的形式与题目不符。',
    kept: '没有计入成绩。',
    act: '请再回答一次。',
  }),
  'lesson-damaged': (v) => ({
    what: `无法读取课程“${v['lesson'] ?? ''}”：${v['problem'] ?? ''}`,
    kept: '其他课程和您的进度没有变化。',
    act: '请重新安装 Heapwise；如果是您自己的课程文件夹，请修正它。',
  }),
  'nothing-to-review': (_v) => ({
    what: '目前没有需要复习的内容。',
    kept: '',
    act: '请稍后再来，或做一课自己的测验。',
  }),
  'disk-full': (v) => ({
    what: `磁盘已满：无法写入 ${v['file'] ?? ''}。`,
    kept: '原来的文件仍在，此窗口也仍保有您的工作。',
    act: '请腾出一些空间；下次改动时 Heapwise 会再次保存。',
  }),
  'write-refused': (v) => ({
    what: `没有写入 ${v['file'] ?? '该文件'} 的权限。`,
    kept: '原来的文件仍在。',
    act: '请选择其他文件夹，或修改文件夹的权限。',
  }),
  'write-failed': (v) => ({
    what: `无法写入 ${v['file'] ?? '该文件'}（${reason(v)}）。`,
    kept: '原来的文件仍在。',
    act: '请选择其他位置，或再试一次。',
  }),
  'file-missing': (v) => ({
    what: `${v['file'] ?? '该文件'} 已不存在。`,
    kept: '当前打开的内容没有变化。',
    act: '请选择其他文件。',
  }),
  'read-failed': (v) => ({
    what: `无法读取 ${v['file'] ?? '该文件'}（${reason(v)}）。`,
    kept: '当前打开的内容没有变化。',
    act: '请选择其他文件，或再试一次。',
  }),
  'session-in-use': (v) => ({
    what: `另一个 Heapwise 写入了 ${v['file'] ?? '同一个会话'}。`,
    kept: '您在这里做的事保留在此窗口中。',
    act: '请关闭另一个，或以其他名称导出此会话。',
  }),
  'session-damaged': (v) => ({
    what: `${v['file'] ?? '会话'} 已损坏：${told(reasons.damage, v)}。`,
    kept: '当前打开的内容没有变化。',
    act: '请打开该文件的另一份副本。',
  }),
  'session-foreign': (v) => ({
    what: `${v['file'] ?? '该文件'} 不是 Heapwise 的会话。`,
    kept: '当前打开的内容没有变化。',
    act: '请选择以 .heapwise 结尾的文件。',
  }),
  'session-newer': (v) => ({
    what: `${v['file'] ?? '会话'} 由更新版本的 Heapwise 写成（格式 ${v['version'] ?? '?'}，本版本最高支持 ${v['newest'] ?? '?'}）。`,
    kept: '该文件和当前打开的内容都没有变化。',
    act: '请安装更新版本的 Heapwise 再打开。',
  }),
  'session-too-large': (v) => ({
    what: `${v['file'] ?? '会话'} 太大（${v['size'] ?? ''}，上限 ${v['limit'] ?? ''}）。`,
    kept: '当前打开的内容没有变化。',
    act: '请选择其他文件。',
  }),
  'source-unreadable': (v) => ({
    what: `${v['file'] ?? '该文件'} 不是 Heapwise 能读取的文本：${v['problem'] ?? ''}`,
    kept: '当前打开的内容没有变化。',
    act: '请选择 UTF-8 编码的 .go 文件或操作脚本。',
  }),
  'no-sessions': (v) => ({
    what: `文件夹“${v['folder'] ?? ''}”里没有可以读取的会话。`,
    kept: unchanged,
    act: '请选择存放全班 .heapwise 文件的文件夹。',
  }),
  'nothing-to-export': (_v) => ({
    what: '会话中还没有能以此格式导出的内容。',
    kept: '',
    act: '请先在沙盒或课程中运行一些内容。',
  }),
  'link-refused': (v) => ({
    what: `不会打开此链接：${v['href'] ?? ''}`,
    kept: '',
    act: '只能打开课程来源中的 https 链接。',
  }),
};
