/** Why a device is not there; each has its own calm sentence. `lost`: it was there and went away. */
export type DeviceProblem = 'denied' | 'missing' | 'busy' | 'unfit' | 'unsupported' | 'lost';

/** What became of the request for a device. */
export type DeviceState = 'off' | 'asking' | 'on' | DeviceProblem;

export const isProblem = (state: DeviceState): state is DeviceProblem => state !== 'off' && state !== 'asking' && state !== 'on';

const BY_NAME: Readonly<Record<string, DeviceProblem>> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'missing',
  OverconstrainedError: 'unfit',
  NotReadableError: 'busy',
  AbortError: 'busy',
  NotSupportedError: 'unsupported',
};

/**
 * What became of the request for a screen: whoever closes the browser's question has decided so, and nothing is wrong.
 * Some systems refuse for the whole browser, and say so in the message alone.
 */
export function screenStateOf(error: unknown): DeviceState {
  const problem = problemOf(error);
  const bySystem = error instanceof Error && /system/i.test(error.message);
  return problem === 'denied' && !bySystem ? 'off' : problem;
}

/** Reads a browser's refusal; the names are those of the Media Capture specification. */
export function problemOf(error: unknown): DeviceProblem {
  const name = typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : '';
  return BY_NAME[name] ?? 'busy';
}
