/* Both pages into dist/, one after the other, and what follows a build. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

rmSync(join(import.meta.dirname, '../dist'), { recursive: true, force: true });
for (const mode of ['participant', 'staff']) await build({ mode, logLevel: 'warn' });
await import('./finish-build.mjs');
