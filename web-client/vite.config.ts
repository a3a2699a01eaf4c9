import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const here = import.meta.dirname;

/** Writes `{{en:key}}` in the entry pages from the locale files: what stands there must be readable without any script. */
function pageWords(): Plugin {
  const words = (language: string): Record<string, string> =>
    JSON.parse(readFileSync(resolve(here, `src/locales/${language}.json`), 'utf8')) as Record<string, string>;
  return {
    name: 'page-words',
    transformIndexHtml: (html) =>
      html.replaceAll(/\{\{(\w\w):([\w.]+)\}\}/g, (_, language: string, key: string) => {
        const text = words(language)[key];
        if (text === undefined) throw new Error(`no text ${key} in ${language}.json`);
        return text;
      }),
  };
}

export default defineConfig({
  plugins: [pageWords()],
  build: {
    // Three-year-old phones: what they run, and nothing that they would choke on.
    target: ['es2021', 'chrome94', 'firefox93', 'safari15'],
    // The Content-Security-Policy allows no data: script and no inline one.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    rollupOptions: {
      input: { participant: resolve(here, 'index.html'), staff: resolve(here, 'staff.html') },
    },
  },
  server: {
    proxy: {
      '/api': 'http://localhost:8080',
      '/socket': { target: 'ws://localhost:8080', ws: true },
    },
  },
});
