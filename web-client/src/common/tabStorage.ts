export type TabStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** This tab's storage; in memory where the browser's settings forbid it, at the price that a reload begins anew. */
export function tabStorage(): TabStorage {
  try {
    const storage = globalThis.sessionStorage;
    storage.setItem('able', '1');
    storage.removeItem('able');
    return storage;
  } catch {
    const kept = new Map<string, string>();
    return {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
    };
  }
}
