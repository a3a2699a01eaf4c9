const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const LENGTH = 22;

/** A fresh client session id: 22 url-safe characters out of 132 random bits. `fill` is crypto.getRandomValues. */
export function newClientId(fill: (bytes: Uint8Array<ArrayBuffer>) => void): string {
  const bytes = new Uint8Array(LENGTH);
  fill(bytes);
  return Array.from(bytes, (byte) => ALPHABET[byte & 63]).join('');
}
