/** The lines that Go prints when nothing recovers a panic (runtime/panic.go, printpanics). */
import type { FormatValue } from '../format/value.ts';
import type { PanicRecord } from './activation.ts';
import type { Interpreter } from './interpreter.ts';
import { callMethod, nativeMethodText } from './methods.ts';
import { printedFloat } from './print.ts';
import { dynamicValue } from './reflection.ts';
import { FatalError } from './signals.ts';

const nilText = 'invalid memory address or nil pointer dereference';

/** Works out the text of all panics, oldest first, and hands it on. `Error` and `String` methods are called. */
export function panicText(
  vm: Interpreter,
  records: readonly PanicRecord[],
  done: (text: string) => void,
): void {
  const lines: string[] = [];
  const next = (index: number): void => {
    const record = records[index];
    if (record === undefined) {
      const signal = lines.at(-1)?.endsWith(nilText) === true;
      done(
        lines.join('\n\t') +
          (signal ? '\n[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x0]' : ''),
      );
      return;
    }
    valueText(vm, record.slot, (text) => {
      lines.push(
        `panic: ${text.replaceAll('\n', '\n\t')}${record.recovered ? ' [recovered]' : ''}`,
      );
      next(index + 1);
    });
  };
  next(0);
}

function valueText(vm: Interpreter, slot: number, done: (text: string) => void): void {
  const value = dynamicValue(vm, slot);
  if (value === null) {
    done('nil');
    return;
  }
  const name = value.hasMethod('Error') ? 'Error' : value.hasMethod('String') ? 'String' : null;
  if (name === null) {
    done(plainText(value));
    return;
  }
  const known = nativeMethodText(vm, value, name);
  if (known !== null) done(known);
  else
    callMethod(vm, value, name, done, (panic) => {
      const why = panic.kind === 'string' ? panic.bytes() : `type ${panic.typeText}`;
      throw new FatalError(`panic while printing panic value: ${why}`);
    });
}

function plainText(value: FormatValue): string {
  const isNamed = value.typeText.includes('.');
  const inner = basicText(value, isNamed);
  if (inner === null) return `(${value.typeText}) 0x${value.address().toString(16)}`;
  return isNamed ? `${value.typeText}(${inner})` : inner;
}

function basicText(value: FormatValue, isNamed: boolean): string | null {
  switch (value.kind) {
    case 'bool':
      return value.boolean() ? 'true' : 'false';
    case 'int':
    case 'uint':
      return value.integer().toString();
    case 'float':
      return printedFloat(value.float());
    case 'string':
      return isNamed ? `"${value.bytes()}"` : value.bytes();
    default:
      return null;
  }
}
