import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Journey } from './journey';

export const JourneyContext = createContext<Journey | undefined>(undefined);

/** The journey of this page; every screen stands below its provider. */
export function useJourney(): Journey {
  const journey = useContext(JourneyContext);
  if (!journey) throw new Error('no journey above this screen');
  return journey;
}
