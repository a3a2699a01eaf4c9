import { useEffect } from 'preact/hooks';

/** Keeps the screen on while the component stands; asks again when the page comes back, since hiding it ends the lock. */
export function useWakeLock(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | undefined;
    let done = false;
    const take = async (): Promise<void> => {
      if (done || document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
      try {
        lock = await navigator.wakeLock.request('screen');
        if (done) void lock.release();
      } catch {
        // A low battery refuses; the session goes on without.
      }
    };
    const again = (): void => void take();
    void take();
    document.addEventListener('visibilitychange', again);
    return () => {
      done = true;
      document.removeEventListener('visibilitychange', again);
      void lock?.release();
    };
  }, []);
}
