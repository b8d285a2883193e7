// 64 patients' connections that never rest, over TLS keep-alive, for as many minutes as told; memory and
// descriptors of the server every ten seconds. Fails when memory still grows after the warm-up.
// usage: node soak.js [MINUTES]
import https from 'node:https';
import {readFileSync} from 'node:fs';
import {contentOf, Server, textMessage} from './server.js';

const minutes = Number(process.argv[2] ?? 10);
const clients = 64;
const patientsPerClient = 40;
const texts = ['您好', '1', '1', '没有', '1', '左腿', '大概三周', '说不清', '走路多了更麻', '2', '上一步', '疼轻了一点，但是更麻了', '3', '主菜单', '会不会瘫痪', '尿不出来', '退出'];

const server = await Server.start();
const agent = new https.Agent({keepAlive: true, maxSockets: clients, ca: readFileSync(server.file('cert.pem'))});
const send = (path, body) => new Promise((done, fail) => {
    const sent = https.request({host: '127.0.0.1', port: server.port, method: 'POST', path, agent, headers: {'Content-Type': 'text/xml', 'Content-Length': Buffer.byteLength(body)}}, (response) => {
        const parts = [];
        response.on('data', (part) => parts.push(part));
        response.on('end', () => done({status: response.statusCode, body: Buffer.concat(parts).toString()}));
    });
    sent.on('error', fail);
    sent.end(body);
});

const end = Date.now() + minutes * 60_000;
let answered = 0, empty = 0;
const failures = [];
async function client(number) {
    for (let i = 0; Date.now() < end; ++i) {
        const patient = `oSoak${String(number).padStart(4, '0')}x${String(i % patientsPerClient).padStart(18, '0')}`;
        const sealed = server.sealed(textMessage(patient, texts[(i * 7 + Math.floor(i / patientsPerClient)) % texts.length]));
        try {
            const response = await send(sealed.path, sealed.body);
            ++answered;
            if (response.status !== 200) failures.push(response.status);
            else if (!contentOf({xml: server.open(response)})) ++empty;
        } catch (fault) {
            failures.push(fault.code ?? fault.message);
        }
    }
}
const samples = [];
async function watch() {
    while (Date.now() < end) {
        await new Promise((done) => setTimeout(done, Math.min(10_000, Math.max(1, end - Date.now()))));
        samples.push({memory: await server.metric('process_resident_memory_bytes'), descriptors: await server.metric('process_open_fds')});
        const last = samples.at(-1);
        console.log(`${String(samples.length * 10).padStart(5)} s  ${answered} answered  ${(last.memory / 2 ** 20).toFixed(1)} MiB  ${last.descriptors} descriptors  ${failures.length} failures`);
    }
}
await Promise.all([watch(), ...Array.from({length: clients}, (_, number) => client(number))]);
agent.destroy();
const how = await server.stop();

const memoryOf = (part) => Math.max(...part.map((sample) => sample.memory));
const half = Math.floor(samples.length / 2);
const [early, late] = [memoryOf(samples.slice(Math.max(0, half - 3), half + 1)), memoryOf(samples.slice(-4))];
const growth = late / early - 1;
console.log(`${answered} answered, ${empty} of them without words, ${failures.length} failures, memory ${(early / 2 ** 20).toFixed(1)} -> ${(late / 2 ** 20).toFixed(1)} MiB (${(100 * growth).toFixed(1)} %) in the second half, exit ${how}`);
process.exit(failures.length === 0 && growth < 0.05 && how === 0 ? 0 : 1);
