/** What some browsers know of the network below them: Wi-Fi, mobile data. */
interface Below extends EventTarget {
  readonly type?: string;
}

/** Calls when the network is another one; what a browser only guesses of its speed changes all the time. */
export function onMove(act: () => void): () => void {
  const { connection } = navigator as { readonly connection?: Below };
  let before = connection?.type;
  const changed = (): void => {
    if (connection?.type === before) return;
    before = connection?.type;
    if (before !== 'none') act();
  };
  window.addEventListener('online', act);
  connection?.addEventListener?.('change', changed);
  return () => {
    window.removeEventListener('online', act);
    connection?.removeEventListener?.('change', changed);
  };
}
