// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { isInAppWithoutCamera, tokenOf } from '../../src/participant/browser';
import { problemOf } from '../../src/media/problems';

describe('the address', () => {
  it('gives the token of its fragment and takes nothing else for one', () => {
    expect(tokenOf('#abcDEF0123456789_-xyz')).toBe('abcDEF0123456789_-xyz');
    for (const hash of ['', '#', '#short', '#with space in between', '#<script>alert(1)</script>']) expect(tokenOf(hash)).toBeUndefined();
  });
});

describe('browsers inside other apps', () => {
  const facebook = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) AppleWebKit/605.1.15 Mobile/15E148 [FBAN/FBIOS;FBAV/440.0]';
  const webView = 'Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36';
  const chrome = 'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36';

  it('are sent to a real browser only when they have no camera', () => {
    expect(isInAppWithoutCamera(facebook, false)).toBe(true);
    expect(isInAppWithoutCamera(webView, false)).toBe(true);
    expect(isInAppWithoutCamera(facebook, true)).toBe(false);
    expect(isInAppWithoutCamera(chrome, false)).toBe(false);
  });
});

describe('a camera that does not come', () => {
  it.each([
    ['NotAllowedError', 'denied'],
    ['SecurityError', 'denied'],
    ['NotFoundError', 'missing'],
    ['OverconstrainedError', 'unfit'],
    ['NotReadableError', 'busy'],
    ['AbortError', 'busy'],
  ])('%s means %s', (name, state) => {
    expect(problemOf(new DOMException('', name))).toBe(state);
  });
});
