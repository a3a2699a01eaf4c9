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

/** The scripts of each page: one page is built at a time, so that none waits for pieces which only the other shares. */
const PAGES: Record<string, Record<string, string>> = {
  participant: { participant: 'index.html', early: 'src/participant/early.ts' },
  staff: { staff: 'staff.html' },
};

/** What runs first stands first in the page: it is small and need not wait for what it is a part of. */
function earlyScript(): Plugin {
  return {
    name: 'early-script',
    transformIndexHtml: {
      order: 'post',
      handler: (_, { bundle }) => {
        const early = Object.values(bundle ?? {}).find((chunk) => chunk.type === 'chunk' && chunk.name === 'early');
        return early ? [{ tag: 'script', attrs: { type: 'module', async: true, crossorigin: true, src: `/${early.fileName}` }, injectTo: 'head-prepend' }] : [];
      },
    },
  };
}

export default defineConfig(({ mode }) => ({
  plugins: [pageWords(), earlyScript()],
  build: {
    // Three-year-old phones: what they run, and nothing that they would choke on.
    target: ['es2021', 'chrome94', 'firefox93', 'safari15'],
    // The Content-Security-Policy allows no data: script and no inline one.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: `.vite/${mode}.json`,
    emptyOutDir: false,
    rollupOptions: {
      input: Object.fromEntries(Object.entries(PAGES[mode] ?? {}).map(([name, file]) => [name, resolve(here, file)])),
    },
  },
  server: {
    proxy: {
      '/api': 'http://localhost:8080',
      '/socket': { target: 'ws://localhost:8080', ws: true },
    },
  },
}));
