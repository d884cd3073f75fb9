/** 无需询问就该告知的事，中文。 */
import type { NoticeCatalogue } from '../shapes.ts';
import { faults } from './faults.ts';

export const notices: NoticeCatalogue = {
  unknown: (v) => ({
    what: `Heapwise 有一条无法描述的消息（${v['code'] ?? '?'}）。`,
    kept: '您做过的一切都已保存。',
    act: '',
  }),
  'thread-repaired': (v) => ({
    what: '模拟器意外停止，已重新启动。',
    kept: `您的 ${v['runs'] ?? ''} 个运行已重放，恢复原状。`,
    act: '',
  }),
  'thread-unavailable': (v) => faults['thread-unavailable'](v),
  'session-restored': (_v) => ({
    what: '上次 Heapwise 没有正常退出。',
    kept: '您做过的一切都已保存，现已恢复。',
    act: '',
  }),
  'session-restored-partly': (v) => ({
    what: '上次 Heapwise 没有正常退出，最后一处改动还没写完。',
    kept: `在此之前的一切都已恢复（${v['lines'] ?? ''} 处改动）。`,
    act: '请看看最后一步是否缺失，如有需要请再做一次。',
  }),
  'session-put-aside': (v) => ({
    what: '无法读取上次的会话。',
    kept: `它已另存为 ${v['file'] ?? ''}，没有删除任何内容。`,
    act: '现在是一个新会话。您的课程进度仍在。',
  }),
  'preferences-put-aside': (v) => ({
    what: '无法读取偏好设置。',
    kept: `它已另存为 ${v['file'] ?? ''}。`,
    act: '请在需要时重新选择语言和主题。',
  }),
  'progress-put-aside': (v) => ({
    what: '无法读取您的课程进度。',
    kept: `它已另存为 ${v['file'] ?? ''}，没有删除任何内容。`,
    act: '课程从头开始。如果想修复，请保留该文件。',
  }),
  'disk-full': (v) => faults['disk-full'](v),
  'write-refused': (v) => faults['write-refused'](v),
  'write-failed': (v) => faults['write-failed'](v),
  'session-in-use': (v) => faults['session-in-use'](v),
};
