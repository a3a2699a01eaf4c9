import { CLOSE_CODES, FIRST_FINAL_CLOSE_CODE, type CloseName } from '../wire/types';

const FIRST_BEYOND = 5000;

/** Whether this close code means that the client must not come back by itself. */
export const isFinal = (code: number): boolean => code >= FIRST_FINAL_CLOSE_CODE && code < FIRST_BEYOND;

const NAMES = new Map<number, CloseName>(
  Object.entries(CLOSE_CODES).map(([name, code]) => [code, name as CloseName]),
);

/** Name of a final code; one that this client does not know yet is treated as a refusal. */
export const closeName = (code: number): CloseName => NAMES.get(code) ?? 'refused';
