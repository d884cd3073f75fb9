/** The library functions by their numbers. */
import { builderFunctions } from './builder-functions.ts';
import { fmtFunctions } from './fmt-functions.ts';
import { nativeNames, type NativeName } from './names.ts';
import type { Native } from './native-call.ts';
import { runtimeFunctions } from './runtime-functions.ts';
import { sortFunctions } from './sort-functions.ts';
import { stringFunctions } from './string-functions.ts';

const all: Readonly<Record<NativeName, Native>> = {
  ...fmtFunctions,
  ...stringFunctions,
  ...builderFunctions,
  ...sortFunctions,
  ...runtimeFunctions,
};

export const natives: readonly Native[] = nativeNames.map((name) => all[name]);
