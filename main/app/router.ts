/**
 * One way in for every request of the page: sender, name, parameters, handler, result. What comes
 * out is a `Reply`; whatever goes wrong on the way becomes a fault with a code, never a throw.
 */
import { requests, type Fault, type Handlers, type RequestName } from '../contract/contract.ts';
import { isTrustedSender, type SenderFrame } from './sender.ts';
import { schemaProblem } from '../contract/schema-fault.ts';

export type Answer = { readonly ok: unknown } | { readonly fault: Fault };
export type Route = (sender: SenderFrame | null, name: unknown, params: unknown) => Promise<Answer>;

/** Told what a person need not see but whoever mends the app must: the code and the cause. */
export type ReportFailure = (what: string, cause: unknown) => void;

export function makeRouter(handlers: Handlers, origin: string, report: ReportFailure): Route {
  return async (sender, name, params) => {
    if (!isTrustedSender(sender, origin)) {
      report('a request from a frame that is not ours was refused', sender?.url ?? 'no frame');
      return fault('untrusted-sender', {});
    }
    if (!isRequestName(name)) return fault('unknown-request', { name: String(name).slice(0, 100) });
    const parsed = requests[name].params.safeParse(params);
    if (!parsed.success) {
      return fault('bad-request', { name, ...schemaProblem(parsed.error) });
    }
    return answered(handlers, name, parsed.data, report);
  };
}

async function answered(
  handlers: Handlers,
  name: RequestName,
  params: unknown,
  report: ReportFailure,
): Promise<Answer> {
  try {
    // The table ties the parameters to the name; a union of names loses that tie, and only here.
    const handle = handlers[name] as (params: unknown) => Promise<Answer>;
    const reply = await handle(params);
    if ('fault' in reply) return { fault: reply.fault };
    const result = requests[name].result.safeParse(reply.ok);
    if (result.success) return { ok: result.data };
    report(`the answer to ${name} is not what the table says`, result.error);
  } catch (cause) {
    report(`${name} failed`, cause);
  }
  return fault('internal', { name });
}

function isRequestName(name: unknown): name is RequestName {
  return typeof name === 'string' && Object.hasOwn(requests, name);
}

function fault(code: string, detail: Fault['detail']): Answer {
  return { fault: { code, detail } };
}
