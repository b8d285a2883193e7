// Releases on the real program: twenty publications (PUBLICATIONS says how many) by command, by SIGHUP and by
// rolling back while patients talk, and no request fails; a restart goes on with the same release.
import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {cpSync, readFileSync, writeFileSync} from 'node:fs';
import https from 'node:https';
import {after, before, test} from 'node:test';
import {binary, contentOf, newPatient, root, Server, textMessage} from './server.js';

const texts = ['您好', '腰疼、腿麻、腿疼', '同意', '45', '没有', '没有变化', '没有', '左腿', '大概三周', '说不清', '上一步', '2', '1', '会不会瘫痪', '重新开始', '退出'];
// Releases 1 and 2 are there before; every fifth publication is a rollback.
const last = 2 + Number(process.env.PUBLICATIONS ?? 20);
let server, agent;

before(async () => {
    server = await Server.start({prepare: (made) => {
        cpSync(`${root}/dialogs`, made.file('dialogs'), {recursive: true});
        return {dialogs: made.file('dialogs')};
    }});
    agent = new https.Agent({keepAlive: true, maxSockets: 16, ca: readFileSync(server.file('cert.pem'))});
});
after(async () => {
    agent.destroy();
    await server.stop();
});

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

const send = (patient, text) => new Promise((done, fail) => {
    const {path, body} = server.sealed(textMessage(patient, text));
    const sent = https.request({host: '127.0.0.1', port: server.port, method: 'POST', path, agent,
        headers: {'Content-Type': 'text/xml', 'Content-Length': Buffer.byteLength(body)}}, (response) => {
        const parts = [];
        response.on('data', (part) => parts.push(part));
        response.on('end', () => done({status: response.statusCode, body: Buffer.concat(parts).toString()}));
    });
    sent.on('error', fail);
    sent.end(body);
});

// Asynchronous: an operator who waits must not stop the patients.
const daozhen = (command, ...args) => new Promise((done) => {
    execFile(binary, [command, '--config', server.file('config.json'), ...args], {encoding: 'utf8', cwd: root},
        (fault, stdout, stderr) => done({status: fault ? fault.code : 0, stdout, text: stdout + stderr}));
});

// Another wording of every question of the lumbar flow.
const reword = (number) => {
    const file = server.file('dialogs/flows/lumbar.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"prompt": "(?:（第\d+版）)?/g, `"prompt": "（第${number}版）`));
};

const inForce = async (number) => {
    const began = Date.now();
    while (!new RegExp(`"event":"release-current","release":${number}\\b`).test(server.log)) {
        assert.ok(Date.now() - began < 60_000, `release ${number} is not in force after 60 s:\n${server.log.slice(-2000)}`);
        await sleep(20);
    }
    return Date.now() - began;
};

test('a restart goes on with the same release', async () => {
    reword(2);
    const made = await daozhen('publish');
    assert.equal(made.status, 0, made.text);
    await inForce(2);
    await server.kill('SIGTERM');
    reword(99);
    await server.run();
    await inForce(2);
    assert.match((await daozhen('releases')).stdout, /2 .*← 当前/);
    const changed = (await daozhen('releases', '2')).stdout;
    assert.match(changed, /第 2 版比第 1 版改了 \d+ 处/);
    assert.match(changed, /flows\/lumbar\.json {2}节点 ask-side · 问题：「.*」改为「（第2版）.*」/);
});

test('no request fails while releases are published', {timeout: 280_000}, async () => {
    let done = false, answered = 0;
    const failures = [];
    const client = async () => {
        while (!done) {
            const patient = newPatient();
            for (let i = 0; i < texts.length && !done; ++i) {
                try {
                    const response = await send(patient, texts[i]);
                    ++answered;
                    if (response.status !== 200) failures.push(response.status);
                    else if (texts[i] !== '退出' && !contentOf({xml: server.open(response)})) failures.push(`nothing said to ${texts[i]}`);
                } catch (fault) {
                    failures.push(fault.code ?? fault.message);
                }
            }
        }
    };
    const clients = Array.from({length: 16}, client);
    const delays = [];
    const publishOne = async (number) => {
        await sleep(200);
        if (number % 5 === 0) {
            const rolled = await daozhen('rollback', String(number - 2));
            assert.equal(rolled.status, 0, rolled.text);
        } else {
            reword(number);
            if (number % 5 === 1) {
                server.child.kill('SIGHUP');
            } else {
                const made = await daozhen('publish', '--kind', ['normal', 'urgent', 'recall'][number % 3], '--reason', `第 ${number} 次`);
                assert.equal(made.status, 0, made.text);
            }
        }
        delays.push(await inForce(number));
    };
    const publishAll = async () => {
        for (let number = 3; number <= last; ++number) await publishOne(number);
    };
    await publishAll().finally(() => { done = true; });
    await Promise.all(clients);
    assert.deepEqual(failures.slice(0, 5), []);
    assert.equal(await server.metric('daozhen_improvised_answers_total'), 0);
    assert.equal(await server.metric('daozhen_step_faults_total'), 0);
    const moved = await server.metric('daozhen_conversations_moved_total');
    assert.ok(moved > 0, 'nobody was moved');
    console.log(`${answered} answered, 0 failed, ${moved} moved; in force after at most ${Math.max(...delays)} ms`);
});

test('releases lists them, and what was replaced does not come back by itself', async () => {
    const listed = await daozhen('releases');
    assert.equal(listed.status, 0, listed.text);
    assert.equal(listed.stdout.trim().split('\n').length, last);
    assert.match(listed.stdout, new RegExp(`${last} .*← 当前`));
    assert.equal((await daozhen('rollback', String(last - 2))).status, 0);
    await inForce(last + 1);
    server.child.kill('SIGHUP');
    while (!server.log.includes('folder-not-published')) await sleep(20);
    assert.equal((await daozhen('releases')).stdout.trim().split('\n').length, last + 1);
});

test('a folder with an error is refused and says where', async () => {
    const file = server.file('dialogs/flows/lumbar.json');
    const good = readFileSync(file, 'utf8');
    writeFileSync(file, good.replace('"start": "', '"start": "no-'));
    const refused = await daozhen('publish');
    assert.equal(refused.status, 1);
    assert.match(refused.text, /DLG201 flows\/lumbar\.json/);
    writeFileSync(file, good);
    assert.equal((await daozhen('publish', '--kind', 'sudden')).status, 2);
});
