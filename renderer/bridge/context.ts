/** Hands the bridge down to every component below the root. */
import { getContext, setContext } from 'svelte';
import type { Bridge } from './bridge.ts';

export const bridgeKey = Symbol('bridge');

export function provideBridge(bridge: Bridge): Bridge {
  return setContext(bridgeKey, bridge);
}

/** The bridge the root has provided. Throws where there is none: a component outside the app. */
export function useBridge(): Bridge {
  const bridge = getContext<Bridge | undefined>(bridgeKey);
  if (bridge === undefined) throw new Error('No bridge was provided above this component.');
  return bridge;
}
