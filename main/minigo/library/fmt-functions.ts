/** fmt and errors: printing, formatting, and the errors they make. */
import type { NativeSite } from '../compile/image.ts';
import { EndlessValue } from '../format/endless-value.ts';
import { Printer, type Argument } from '../format/printer.ts';
import type { Formatting, MethodResult } from '../format/value.ts';
import type { Interpreter } from '../machine/interpreter.ts';
import type { Work } from '../machine/work.ts';
import { advance } from '../machine/memory.ts';
import { callMethod, nativeMethodText } from '../machine/methods.ts';
import { dynamicAt, dynamicValue } from '../machine/reflection.ts';
import { FatalError } from '../machine/signals.ts';
import {
  argumentSlot,
  borrowedArguments,
  giveInt,
  giveNil,
  giveText,
  highOf,
  lowOf,
  textArgument,
  type Native,
} from './native-call.ts';
import { makeFormattedError, makePlainError } from './made-errors.ts';

/** The operands of a call that prints, from argument `first` on. */
function operands(vm: Interpreter, site: NativeSite, first: number): Argument[] {
  if (!site.spread)
    return site.arguments.slice(first).map(({ register }) => dynamicValue(vm, vm.slot(register)));
  const slice = argumentSlot(vm, site, first);
  const found: Argument[] = [];
  for (let index = 0; index < lowOf(vm, slice + 1); index++) {
    found.push(dynamicAt(vm, advance(lowOf(vm, slice), index * 16), highOf(vm, slice), true));
  }
  return found;
}

/** Formats, calling methods as they are needed; a long value is written in pieces. */
function format(
  vm: Interpreter,
  site: NativeSite,
  write: (printer: Printer) => Formatting,
  done: (printer: Printer) => void,
  wraps = false,
): void {
  const printer = new Printer(wraps);
  const work = write(printer);
  // Methods may make what the arguments have borrowed move.
  const follow = vm.lend(borrowedArguments(vm, site));
  vm.perform(
    goOn(vm, work, null, follow, () => {
      done(printer);
    }),
  );
}

/** Goes on with formatting until a method has to run: when it has, what is left is performed. */
function* goOn(
  vm: Interpreter,
  work: Formatting,
  told: MethodResult | null,
  follow: () => void,
  done: () => void,
): Work {
  let answer = told;
  for (;;) {
    const step = nextOf(work, answer);
    answer = null;
    if (step.done === true) {
      done();
      return;
    }
    if (step.value === null) {
      yield;
      continue;
    }
    const { value, name, isLast } = step.value;
    const text = nativeMethodText(vm, value, name);
    if (text === null) {
      const perform = (result: MethodResult): void => {
        follow();
        vm.perform(goOn(vm, work, result, follow, done));
      };
      callMethod(
        vm,
        value,
        name,
        (result) => {
          perform({ text: result });
        },
        isLast
          ? null
          : (panic, over) => {
              perform({ panic, over });
            },
      );
      return;
    }
    answer = { text };
  }
}

function nextOf(work: Formatting, answer: MethodResult | null): ReturnType<Formatting['next']> {
  try {
    return work.next(answer);
  } catch (error) {
    // How deep one may go depends on the thread: both mean the same.
    if (error instanceof EndlessValue || isTooDeep(error))
      throw new FatalError('stack overflow', 'stack');
    throw error;
  }
}

function isTooDeep(error: unknown): boolean {
  return error instanceof RangeError && error.message.startsWith('Maximum call stack');
}

function printing(write: (printer: Printer, args: readonly Argument[]) => Formatting): Native {
  return (vm, site) => {
    const args = operands(vm, site, 0);
    format(
      vm,
      site,
      (printer) => write(printer, args),
      (printer) => {
        finishPrint(vm, site, printer.output);
      },
    );
  };
}

function finishPrint(vm: Interpreter, site: NativeSite, bytes: string): void {
  vm.print(bytes);
  giveInt(vm, site, 0, bytes.length);
  giveNil(vm, site, 1);
}

function making(write: (printer: Printer, args: readonly Argument[]) => Formatting): Native {
  return (vm, site) => {
    const args = operands(vm, site, 0);
    format(
      vm,
      site,
      (printer) => write(printer, args),
      (printer) => {
        giveText(vm, site, 0, printer.output);
      },
    );
  };
}

const errorf: Native = (vm, site) => {
  const text = textArgument(vm, site, 0);
  const args = operands(vm, site, 1);
  format(
    vm,
    site,
    (printer) => printer.printf(text, args),
    (printer) => {
      makeFormattedError(vm, site, printer.output, printer.wrapped);
    },
    true,
  );
};

export const fmtFunctions = {
  'errors.New': makePlainError,
  'fmt.Errorf': errorf,
  'fmt.Print': printing((printer, args) => printer.print(args)),
  'fmt.Println': printing((printer, args) => printer.println(args)),
  'fmt.Printf': (vm: Interpreter, site: NativeSite): void => {
    const text = textArgument(vm, site, 0);
    const args = operands(vm, site, 1);
    format(
      vm,
      site,
      (printer) => printer.printf(text, args),
      (printer) => {
        finishPrint(vm, site, printer.output);
      },
    );
  },
  'fmt.Sprint': making((printer, args) => printer.print(args)),
  'fmt.Sprintln': making((printer, args) => printer.println(args)),
  'fmt.Sprintf': (vm: Interpreter, site: NativeSite): void => {
    const text = textArgument(vm, site, 0);
    const args = operands(vm, site, 1);
    format(
      vm,
      site,
      (printer) => printer.printf(text, args),
      (printer) => {
        giveText(vm, site, 0, printer.output);
      },
    );
  },
} satisfies Record<string, Native>;
