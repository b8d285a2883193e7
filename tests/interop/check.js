// Seals with the npm packages and opens with ours, and the reverse, and compares the signatures: 200
// seeded messages, each padding from 1 to 32 several times, most of them with multi-byte text.
// usage: node check.js PATH_OF_DAOZHEN_SEAL      (77: packages not installed)
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';

const tool = process.argv[2];
let WechatCrypto, wecom;
try {
    WechatCrypto = (await import('wechat-crypto')).default;
    wecom = await import('@wecom/crypto');
} catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    console.log('skipped: run `npm ci --ignore-scripts` in tests/ first');
    process.exit(77);
}

// mulberry32: small, good enough, and the same on every machine.
let state = 20250101;
function random(below) {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const word = (size) => Array.from({length: size}, () => letters[random(letters.length)]).join('');
const pieces = ['腰', '腿麻', '😀', '膝盖疼', 'a', '1', ' ', '\n', '<xml>', ']]>', '&', '"', '\u0001', '𠮷', 'é'];

// Every fifth message is plain ASCII; the length walks through all remainders of 32.
function message(index, receiver) {
    const size = random(1500);
    let text = '';
    while (Buffer.byteLength(text) < size) text += index % 5 === 0 ? word(7) : pieces[random(pieces.length)];
    while ((20 + Buffer.byteLength(text + receiver)) % 32 !== index % 32) text += 'x';
    return text;
}

const cases = [];
for (let index = 0; index < 200; ++index) {
    // An empty receiver is what WeCom's own robots use; the older package knows none.
    const receiver = ['wx' + word(16), 'ww' + word(16), ''][index % 3];
    cases.push({
        index, receiver, key: word(43), other: word(43), token: word(3 + random(30)),
        timestamp: String(1600000000 + random(300000000)), nonce: word(1 + random(64)),
        text: message(index, receiver),
    });
}
assert.equal(new Set(cases.map((c) => (20 + Buffer.byteLength(c.text + c.receiver)) % 32)).size, 32);

function ask(requests) {
    const input = requests.map((request) => JSON.stringify(request)).join('\n') + '\n';
    const ran = spawnSync(tool, {input, encoding: 'utf8', maxBuffer: 1 << 28});
    assert.equal(ran.status, 0, ran.stderr);
    const lines = ran.stdout.trimEnd().split('\n').map((line) => JSON.parse(line));
    assert.equal(lines.length, requests.length);
    return lines;
}

let checked = 0;
function check(actual, expected, what) {
    assert.deepEqual(actual, expected, what);
    ++checked;
}

// The packages seal, we open: with the current key, with the previous one, and not for another receiver.
const sealers = [
    {name: 'wechat-crypto', knows: (c) => c.receiver !== '', seal: (c) => new WechatCrypto(c.token, c.key, c.receiver).encrypt(c.text)},
    {name: '@wecom/crypto', knows: () => true, seal: (c) => wecom.encrypt(c.key, c.text, c.receiver)},
];
for (const sealer of sealers) {
    const known = cases.filter(sealer.knows);
    const sealed = known.map(sealer.seal);
    const current = ask(known.map((c, i) => ({do: 'open', key: c.key, receiver: c.receiver, encrypted: sealed[i]})));
    const previous = ask(known.map((c, i) => ({do: 'open', key: c.other, previous_key: c.key, receiver: c.receiver, encrypted: sealed[i]})));
    const stranger = ask(known.map((c, i) => ({do: 'open', key: c.key, receiver: c.receiver + 'x', encrypted: sealed[i]})));
    known.forEach((c, i) => {
        check(current[i], {message: c.text, key: 0}, `${sealer.name} ${c.index}`);
        check(previous[i], {message: c.text, key: 1}, `${sealer.name} ${c.index}, previous key`);
        assert.ok(stranger[i].fault === -40005 || stranger[i].fault === -40008, `${sealer.name} ${c.index}: ${JSON.stringify(stranger[i])}`);
        ++checked;
    });
}

// We seal, the packages open.
const ours = ask(cases.map((c) => ({do: 'seal', key: c.key, receiver: c.receiver, message: c.text})));
cases.forEach((c, i) => {
    const byWecom = wecom.decrypt(c.key, ours[i].encrypted);
    check([byWecom.message, byWecom.id], [c.text, c.receiver], `@wecom/crypto opens ${c.index}`);
    if (c.receiver === '') return;
    check(new WechatCrypto(c.token, c.key, c.receiver).decrypt(ours[i].encrypted), {message: c.text, id: c.receiver}, `wechat-crypto opens ${c.index}`);
});

// All three sign alike.
const signatures = ask(cases.map((c, i) => ({do: 'sign', token: c.token, timestamp: c.timestamp, nonce: c.nonce, encrypted: ours[i].encrypted})));
cases.forEach((c, i) => {
    check(signatures[i].signature, wecom.getSignature(c.token, c.timestamp, c.nonce, ours[i].encrypted), `signature ${c.index}`);
    check(signatures[i].signature, new WechatCrypto(c.token, c.key, c.receiver || 'x').getSignature(c.timestamp, c.nonce, ours[i].encrypted), `signature ${c.index}`);
});

console.log(`${checked} checks passed on ${cases.length} messages`);
