/*
 * What the compiler does not see. Locales: English and Spanish have the same keys and the same values in braces, every
 * key is used, every error code of the wire has a sentence. Source: no text in markup, no inline style, no wall broken.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseAst } from 'vite';

const root = join(import.meta.dirname, '..');
const problems = [];
const say = (where, what) => problems.push(`${where}: ${what}`);

const files = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name));
const locale = (name) => JSON.parse(readFileSync(join(root, 'src/locales', name), 'utf8'));
const [en, es, staff] = ['en.json', 'es.json', 'staff.en.json'].map(locale);

function walk(node, visit) {
  if (Array.isArray(node)) return node.forEach((each) => walk(each, visit));
  if (node === null || typeof node !== 'object') return;
  if (typeof node.type === 'string') visit(node);
  for (const value of Object.values(node)) if (typeof value === 'object') walk(value, visit);
}

// --- what the source says ---

const literals = new Set();
/** Templates with values in them: a key is used when it fits one of these. */
const patterns = [];
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const MOST_LINES = 300;
const WALLS = [
  { room: 'src/protocol/', never: /^(preact|@preact|lucide|\.\.\/(?!wire\/))/, why: 'the protocol knows no screen' },
  { room: 'src/participant/', never: /\.\.\/staff\//, why: 'participants never load what belongs to staff' },
  { room: 'src/staff/', never: /\.\.\/participant\//, why: 'staff screens stand on their own' },
  { room: 'src/media/', never: /\.\.\/(participant|staff)\//, why: 'sound and picture are for both' },
];
const DOM = new Set(['window', 'document', 'navigator', 'location', 'localStorage', 'sessionStorage', 'WebSocket', 'setTimeout', 'setInterval']);

function inspect(path) {
  const name = relative(root, path);
  const text = readFileSync(path, 'utf8');
  const story = name.startsWith('src/stories/');
  const generated = name === 'src/wire/types.ts';
  if (!generated && !story && text.split('\n').length > MOST_LINES) say(name, `more than ${MOST_LINES} lines`);
  walk(parseAst(text, { lang: path.endsWith('x') ? 'tsx' : 'ts' }), (node) => {
    if (!story) collect(node);
    if (!story) markup(name, node);
    if (node.type === 'ImportDeclaration') {
      for (const { room, never, why } of WALLS) if (name.startsWith(room) && never.test(node.source.value)) say(name, `${node.source.value}: ${why}`);
    }
    if (name.startsWith('src/protocol/') && node.type === 'Identifier' && DOM.has(node.name)) say(name, `${node.name} in the protocol`);
    if (node.type === 'CallExpression' && node.callee?.object?.name === 'console') say(name, 'console: nothing is logged in a browser');
  });
}

function collect(node) {
  if (node.type === 'Literal' && typeof node.value === 'string') literals.add(node.value);
  if (node.type !== 'TemplateLiteral') return;
  const source = node.quasis.map((part) => escaped(part.value.cooked)).join('[^ ]+');
  if (/^[a-z_]+\\\./.test(source)) patterns.push(new RegExp(`^${source}$`));
}

function markup(name, node) {
  if (node.type === 'JSXText' && /\p{L}{2,}/u.test(node.value)) say(name, `text in markup: ${node.value.trim()}`);
  if (node.type !== 'JSXAttribute') return;
  const attribute = node.name.name;
  if (attribute === 'style' || attribute === 'dangerouslySetInnerHTML') say(name, `${attribute} is refused by the content security policy`);
  const spoken = ['aria-label', 'title', 'placeholder', 'alt'].includes(attribute);
  if (spoken && node.value?.type === 'Literal' && /\p{L}{2,}/u.test(node.value.value)) say(name, `text in ${attribute}: ${node.value.value}`);
}

files.forEach(inspect);

// --- locales ---

const pages = ['index.html', 'staff.html'].map((page) => readFileSync(join(root, page), 'utf8')).join('');
const stem = (key) => key.replace(/\.(one|other)$/, '');
const used = (key) => [key, stem(key)].some((each) => literals.has(each) || patterns.some((pattern) => pattern.test(each))) || pages.includes(`:${key}}}`);
const values = (text) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort().join();

for (const key of Object.keys(en)) {
  if (!(key in es)) say('es.json', `misses ${key}`);
  else if (values(en[key]) !== values(es[key])) say('es.json', `${key} has other values than English`);
  if (!used(key)) say('en.json', `${key} is not used`);
}
for (const key of Object.keys(es)) if (!(key in en)) say('es.json', `${key} is not in English`);
for (const key of Object.keys(staff)) if (!used(key)) say('staff.en.json', `${key} is not used`);
for (const [name, table] of Object.entries({ 'en.json': en, 'es.json': es, 'staff.en.json': staff })) {
  for (const [key, text] of Object.entries(table)) if (text.trim() === '') say(name, `${key} is empty`);
}

const wire = readFileSync(join(root, 'src/wire/types.ts'), 'utf8');
const codes = [...wire.match(/ERROR_CODES = \[([\s\S]*?)\]/)[1].matchAll(/'(\w+)'/g)].map((match) => match[1]);
for (const code of codes) for (const [name, table] of [['en.json', en], ['es.json', es]]) if (!(`error.${code}` in table)) say(name, `no sentence for ${code}`);
if (codes.length < 30) say('wire/types.ts', 'error codes were not found');

const resources = readFileSync(join(root, '../server/src/main/java/org/evenkeel/api/ApiCode.java'), 'utf8');
const refusals = [...resources.matchAll(/^ {4}([A-Z_]+)\(\d{3}, /gm)].map((match) => match[1].toLowerCase());
for (const code of refusals) if (!(`error.${code}` in staff) && !(`error.${code}` in en)) say('staff.en.json', `no sentence for ${code}`);
if (refusals.length < 20) say('ApiCode.java', 'codes were not found');

const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
if (lock.includes('"resolved"')) say('package-lock.json', 'holds download addresses');

for (const problem of problems) console.error(problem);
console.log(problems.length === 0 ? `check: ${files.length} files, ${Object.keys(en).length + Object.keys(staff).length} texts, ${codes.length} error codes: good` : `${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
