/** 结业课题的中文用语。 */
import type { judge as english } from '../en/judge.ts';

export const judge = {
  capstone: '结业课题',
  open: '评判论断',
  none: '本课程没有结业课题',
  proved: (proved, count) => `${count} 条论断已证明 ${proved} 条`,
  held: (held, proved) => `${proved} 条中有 ${held} 条判断与实验一致`,
  verdicts: { right: '对', wrong: '错' },
  decided: { right: '已证明为对', wrong: '已证明为错' },
  toProve: (verdict) => `您判为“${verdict}”，请证明`,
  ask: '真是这样吗？',
  judgeFirst: '请先说出您的判断，实验随后打开。',
  prove: '现在让机器来裁决',
  decision: '实验的裁决',
  isSo: { right: '这条论断成立', wrong: '这条论断不成立' },
  youHeld: '与您的判断一致。',
  youDidNot: '与您的判断相反。现在您亲手证明了这一点。',
  taughtIn: (lesson) => `讲解于：${lesson}`,
} satisfies typeof english;
