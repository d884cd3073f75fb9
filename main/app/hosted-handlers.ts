/** Requests that the simulator's thread answers: passed on, and what came of them is kept before they are. */
import type { Handlers } from '../contract/contract.ts';
import type { HostedAnswer, HostedRequestName } from '../worker/calls.ts';
import type { SimulatorHost } from '../worker/host.ts';
import type { Keeper } from './keeper.ts';

/** The request was answered by the thread, whose handlers the compiler holds to the same table. */
type PassedOn = Promise<never>;

export function hostedHandlers(
  host: SimulatorHost,
  keeper: Keeper,
  now: () => string,
): Pick<Handlers, HostedRequestName> {
  const kept = async (answer: HostedAnswer): Promise<unknown> => {
    await keeper.record(answer.entries);
    if (answer.progress !== null) await keeper.recordProgress(answer.progress);
    return answer.reply;
  };
  const pass = (name: HostedRequestName) => (params: unknown) =>
    host.request(name, params, now()).then(kept) as PassedOn;

  return {
    'run/open': pass('run/open'),
    'run/get': pass('run/get'),
    'run/perform': pass('run/perform'),
    'run/undo': pass('run/undo'),
    'run/control': pass('run/control'),
    // Stop does not wait in line behind what it stops.
    'run/stop': ({ run }) => host.stopRun(run, now()).then(kept) as PassedOn,
    'run/close': pass('run/close'),
    'run/frame': pass('run/frame'),
    'run/find': pass('run/find'),
    'run/series': pass('run/series'),
    'run/events': pass('run/events'),
    'run/explain': pass('run/explain'),
    'run/compare': pass('run/compare'),
    'run/check': pass('run/check'),
    'run/examples': pass('run/examples'),
    'course/outline': pass('course/outline'),
    'lesson/open': pass('lesson/open'),
    'lesson/visit': pass('lesson/visit'),
    'lesson/answer': pass('lesson/answer'),
    'lab/open': pass('lab/open'),
    'lab/check': pass('lab/check'),
    'capstone/open': pass('capstone/open'),
    'claim/open': pass('claim/open'),
    'claim/judge': pass('claim/judge'),
    'claim/prove': pass('claim/prove'),
    'quiz/open': pass('quiz/open'),
    'quiz/question': pass('quiz/question'),
    'quiz/answer': pass('quiz/answer'),
    'course/search': pass('course/search'),
    'glossary/list': pass('glossary/list'),
    'progress/reset': pass('progress/reset'),
  };
}
