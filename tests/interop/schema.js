// The JSON Schemas of docs/schema are what `daozhen schema` prints, the shipped dialogs satisfy them, and spoiled ones do not.
// usage: node schema.js PATH_OF_DAOZHEN      (77: packages not installed)
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {readFileSync, readdirSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

let Ajv;
try {
    Ajv = (await import('ajv')).default;
} catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    console.log('skipped: run `npm ci --ignore-scripts` in tests/ first');
    process.exit(77);
}

const tool = process.argv[2];
const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const schemas = join(root, 'docs/schema');
const print = (...words) => execFileSync(tool, ['schema', ...words], {encoding: 'utf8'});

const kinds = print().trim().split('\n');
assert.deepEqual(readdirSync(schemas).sort(), kinds.map((kind) => `${kind}.schema.json`).sort(), 'daozhen schema --write docs/schema');
const ajv = new Ajv({strict: false});
const validators = new Map(kinds.map((kind) => {
    const text = readFileSync(join(schemas, `${kind}.schema.json`), 'utf8');
    assert.equal(text, print(kind), `${kind}: run daozhen schema --write docs/schema`);
    return [kind, ajv.compile(JSON.parse(text))];
}));

function kindOf(file) {
    if (/^flows\/[^.]+\.json$/.test(file)) return 'flow';
    if (/^flows\/[^.]+\.tests\.json$/.test(file)) return 'stories';
    if (/\.[A-Za-z-]+\.json$/.test(file)) return 'translation';
    return file.replace(/^shared\//, '').replace(/\.json$/, '');
}

const accepts = (kind, value) => validators.get(kind)(value);
const faults = (kind) => JSON.stringify(validators.get(kind).errors?.slice(0, 3));
const files = ['', 'flows/', 'shared/'].flatMap((folder) =>
    readdirSync(join(root, 'dialogs', folder)).filter((name) => name.endsWith('.json')).map((name) => folder + name));
const seen = new Map();
for (const file of files) {
    const kind = kindOf(file);
    const value = JSON.parse(readFileSync(join(root, 'dialogs', file), 'utf8'));
    assert.ok(accepts(kind, value), `${file}: ${faults(kind)}`);
    seen.set(kind, value);
}
assert.ok(files.length >= 15);

// An unknown field, and a value of the wrong kind, are refused wherever they stand.
for (const [kind, value] of seen) {
    const objects = [];
    (function collect(at) {
        if (at === null || typeof at !== 'object') return;
        if (!Array.isArray(at)) objects.push(at);
        Object.values(at).forEach(collect);
    })(value);
    for (const one of [objects[0], objects[objects.length >> 1], objects.at(-1)]) {
        one['No such field'] = {'No such field': null};
        assert.ok(!accepts(kind, value), `${kind} takes an unknown field`);
        delete one['No such field'];
    }
    assert.ok(accepts(kind, value), `${kind}: ${faults(kind)}`);
}

const flow = seen.get('flow');
const [name, ask] = Object.entries(flow.nodes).find(([, node]) => node.type === 'ask');
for (const spoil of [(node) => delete node.prompt, (node) => (node.kind = 'mood'), (node) => (node.options = 'a, b'), (node) => (node.type = 'shout')]) {
    const spoiled = structuredClone(flow);
    spoil(spoiled.nodes[name]);
    assert.ok(!accepts('flow', spoiled), spoil.toString());
}
assert.ok(ask.prompt);
console.log(`${kinds.length} schemas, ${files.length} files of the shipped dialogs`);
