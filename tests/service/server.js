// Starts the built server with a configuration of its own and speaks to it as the platform does, sealing
// and opening with the npm package wechat-crypto, which nobody here wrote.
import {spawn, execFileSync} from 'node:child_process';
import {createHash, randomBytes} from 'node:crypto';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import https from 'node:https';
import net from 'node:net';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import tls from 'node:tls';
import WXBizMsgCrypt from 'wechat-crypto';

export const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..');
export const binary = process.env.DAOZHEN ?? join(root, 'build/release/bin/daozhen');

export const account = {
    token: 'orthoBotT0ken', aesKey: '2E11qIeof67j0zYIZrfH1rPCD8a5qz2eP5I13BIwNmC', previousAesKey: '7A2Otx09cDUz1BnThgn6vkYIIa8uqt1hN9sFwzfnLFk',
    appId: 'wx0123456789abcdef', originalId: 'gh_0123456789ab',
};

const freePort = () => new Promise((done) => {
    const probe = net.createServer().listen(0, '127.0.0.1', () => {
        const {port} = probe.address();
        probe.close(() => done(port));
    });
});

const sign = (...parts) => createHash('sha1').update(parts.map(String).sort().join('')).digest('hex');
const field = (xml, name) => new RegExp(`<${name}>(?:<!\\[CDATA\\[)?([\\s\\S]*?)(?:\\]\\]>)?</${name}>`).exec(xml)?.[1];

export class Server {
    static async start(overrides = {}) {
        const server = new Server();
        server.folder = mkdtempSync(join(tmpdir(), 'daozhen-service-'));
        server.port = await freePort();
        server.adminPort = await freePort();
        server.mode = overrides.mode ?? 'secure';
        Object.assign(overrides, overrides.prepare?.(server));
        execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', '/CN=localhost',
            '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-keyout', server.file('key.pem'), '-out', server.file('cert.pem')], {stdio: 'ignore'});
        writeFileSync(server.file('key'), randomBytes(32).toString('hex') + '\n');
        writeFileSync(server.file('config.json'), JSON.stringify({
            server: {listen: `127.0.0.1:${server.port}`, workers: 2, tls: {certificate: server.file('cert.pem'), private_key: server.file('key.pem')},
                admin_listen: `127.0.0.1:${server.adminPort}`},
            store: `sqlite:${server.file('store.db')}`, dialogs: overrides.dialogs ?? join(root, 'dialogs'), encryption_key: `file:${server.file('key')}`,
            accounts: overrides.accounts ?? [{id: 'test', channel: 'wechat-oa', path: '/wechat/test', original_id: account.originalId, app_id: account.appId, token: account.token,
                encoding_aes_key: account.aesKey, previous_encoding_aes_key: account.previousAesKey, mode: server.mode}],
        }));
        await server.run();
        return server;
    }

    file(name) { return join(this.folder, name); }

    async run() {
        this.log = '';
        this.child = spawn(binary, ['serve', '--config', this.file('config.json')], {cwd: root, stdio: ['ignore', 'ignore', 'pipe']});
        this.child.stderr.on('data', (part) => { this.log += part; });
        this.exited = new Promise((done) => this.child.on('exit', (code, signal) => done(signal ?? code)));
        for (let i = 0; i < 200; ++i) {
            const ready = await fetch(`http://127.0.0.1:${this.adminPort}/readyz`).then((r) => r.ok, () => false);
            if (ready) return;
            await new Promise((done) => setTimeout(done, 50));
        }
        throw new Error('the server did not become ready:\n' + this.log);
    }

    async kill(signal = 'SIGKILL') {
        this.child.kill(signal);
        return this.exited;
    }

    async stop() {
        const how = await this.kill('SIGTERM');
        rmSync(this.folder, {recursive: true});
        return how;
    }

    // One HTTPS request on a connection of its own.
    request(method, path, body = '', headers = {}) {
        return new Promise((done, fail) => {
            const sent = https.request({host: '127.0.0.1', port: this.port, method, path, agent: false, ca: readFileSync(this.file('cert.pem')),
                headers: {'User-Agent': 'Mozilla/4.0', Accept: '*/*', ...(body ? {'Content-Type': 'text/xml', 'Content-Length': Buffer.byteLength(body)} : {}), ...headers}},
            (response) => {
                const parts = [];
                response.on('data', (part) => parts.push(part));
                response.on('end', () => done({status: response.statusCode, headers: response.headers, body: Buffer.concat(parts).toString()}));
            });
            sent.on('error', fail);
            sent.setTimeout(10_000, () => sent.destroy(new Error('no answer in 10 s')));
            sent.end(body);
        });
    }

    // Writes raw bytes over TLS and returns all that comes back until the server closes or `wait` ms pass.
    raw(bytes, wait = 1500) {
        return new Promise((done) => {
            let got = '';
            const socket = tls.connect({host: '127.0.0.1', port: this.port, ca: readFileSync(this.file('cert.pem'))}, () => socket.write(bytes));
            const finish = () => { socket.destroy(); done(got); };
            socket.on('data', (part) => { got += part; });
            socket.on('error', finish);
            socket.on('close', finish);
            setTimeout(finish, wait);
        });
    }

    verificationPath(echostr = '4375120948345356249', token = account.token) {
        const [timestamp, nonce] = [Math.floor(Date.now() / 1000), '1514711492'];
        return `/wechat/test?signature=${sign(token, timestamp, nonce)}&timestamp=${timestamp}&nonce=${nonce}&echostr=${echostr}`;
    }

    // The request for one inner XML, sealed anew each time, as the platform seals each attempt.
    sealed(xml, {aesKey = account.aesKey, appId = account.appId, token = account.token, age = 0} = {}) {
        const timestamp = Math.floor(Date.now() / 1000) - age;
        const nonce = String(Math.floor(Math.random() * 1e9));
        const crypt = new WXBizMsgCrypt(token, aesKey, appId);
        const encrypt = crypt.encrypt(xml);
        return {
            path: `/wechat/test?signature=${sign(token, timestamp, nonce)}&timestamp=${timestamp}&nonce=${nonce}&openid=o&encrypt_type=aes&msg_signature=${crypt.getSignature(timestamp, nonce, encrypt)}`,
            body: `<xml><ToUserName><![CDATA[${account.originalId}]]></ToUserName><Encrypt><![CDATA[${encrypt}]]></Encrypt></xml>`,
        };
    }

    // Opens a sealed answer and checks its signature; '' for a bare acknowledgement.
    open(response) {
        if (response.body === '' || response.body === 'success') return '';
        const crypt = new WXBizMsgCrypt(account.token, account.aesKey, account.appId);
        const encrypt = field(response.body, 'Encrypt');
        const expected = crypt.getSignature(field(response.body, 'TimeStamp'), field(response.body, 'Nonce'), encrypt);
        if (expected !== field(response.body, 'MsgSignature')) throw new Error('the answer is not signed');
        const {message, id} = crypt.decrypt(encrypt);
        if (id !== account.appId) throw new Error('the answer names another account');
        return message;
    }

    // Delivers one inner XML; returns the opened reply.
    async deliver(xml, options) {
        const {path, body} = this.sealed(xml, options);
        const response = await this.request('POST', path, body);
        return {...response, xml: response.status === 200 ? this.open(response) : ''};
    }

    metric(name) {
        return fetch(`http://127.0.0.1:${this.adminPort}/metrics`).then((r) => r.text())
            .then((text) => text.split('\n').filter((line) => line.startsWith(name) && !line.startsWith('#')).reduce((sum, line) => sum + Number(line.split(' ').pop()), 0));
    }
}

let nextMessage = 24000000000000001n + BigInt(Date.now()) * 1000n;

const head = (openid, type) => `<ToUserName><![CDATA[${account.originalId}]]></ToUserName><FromUserName><![CDATA[${openid}]]></FromUserName>` +
    `<CreateTime>${Math.floor(Date.now() / 1000)}</CreateTime><MsgType><![CDATA[${type}]]></MsgType>`;
export const textMessage = (openid, text) =>
    `<xml>${head(openid, 'text')}<Content><![CDATA[${text}]]></Content><MsgId>${nextMessage++}</MsgId></xml>`;
export const message = (openid, type, fields) => `<xml>${head(openid, type)}${fields}<MsgId>${nextMessage++}</MsgId></xml>`;
export const event = (openid, name, fields = '') => `<xml>${head(openid, 'event')}<Event><![CDATA[${name}]]></Event>${fields}</xml>`;

let nextPatient = 1;
export const newPatient = () => 'oServicePatient' + String(nextPatient++).padStart(13, '0');
export const contentOf = (reply) => field(reply.xml, 'Content') ?? '';
