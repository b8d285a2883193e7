// The server as the platform sees it: real process, real TLS, real store.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {account, contentOf, event, message, newPatient, Server, textMessage} from './server.js';

let server;
before(async () => { server = await Server.start(); });
after(async () => { assert.equal(await server.stop(), 0); });

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

test('the URL check is echoed bare, with a length and over HTTP/1.0 too', async () => {
    const good = await server.request('GET', server.verificationPath());
    assert.equal(good.status, 200);
    assert.equal(good.body, '4375120948345356249');
    assert.equal(good.headers['content-length'], '19');
    assert.equal(good.headers['transfer-encoding'], undefined);
    const old = await server.raw(`GET ${server.verificationPath()} HTTP/1.0\r\nUser-Agent: Mozilla/4.0\r\nAccept: */*\r\n\r\n`);
    assert.match(old, /^HTTP\/1\.[01] 200 /);
    assert.doesNotMatch(old, /chunked/i);
    assert.ok(old.endsWith('\r\n\r\n4375120948345356249'));
    const bad = await server.request('GET', server.verificationPath('4375120948345356249', 'anotherToken'));
    assert.equal(bad.status, 403);
    assert.equal(bad.body, '');
});

test('a sealed message gets a signed, sealed answer to its sender', async () => {
    const patient = newPatient();
    const reply = await server.deliver(textMessage(patient, '您好'));
    assert.equal(reply.status, 200);
    assert.match(reply.headers['content-type'], /xml/);
    assert.ok(reply.xml.includes(`<ToUserName><![CDATA[${patient}]]></ToUserName>`));
    assert.ok(reply.xml.includes(`<FromUserName><![CDATA[${account.originalId}]]></FromUserName>`));
    assert.ok(contentOf(reply).length > 10);
});

test('one message three times at once and once more later: one step, four equal replies', async () => {
    const turns = await server.metric('daozhen_turns_total');
    const xml = textMessage(newPatient(), '腰疼，左腿麻');
    const replies = await Promise.all([1, 2, 3].map(() => server.deliver(xml)));
    await pause(300);
    replies.push(await server.deliver(xml));
    for (const reply of replies) assert.equal(reply.xml, replies[0].xml);
    assert.notEqual(replies[0].xml, '');
    assert.equal(await server.metric('daozhen_turns_total') - turns, 1);
});

test('the same with kill -9 between the attempts: the recorded reply survives', async () => {
    const patient = newPatient();
    const xml = textMessage(patient, '腰疼，左腿麻');
    const first = await server.deliver(xml);
    await server.kill();
    await server.run();
    const again = await server.deliver(xml);
    assert.equal(again.xml, first.xml);
    assert.equal(await server.metric('daozhen_turns_total'), 0);
    assert.notEqual((await server.deliver(textMessage(patient, '1'))).xml, first.xml);
});

test('a message sealed with the previous AES key is opened and answered under that key', async () => {
    const sealed = server.sealed(textMessage(newPatient(), '您好'), {aesKey: account.previousAesKey});
    const response = await server.request('POST', sealed.path, sealed.body);
    assert.equal(response.status, 200);
    const {default: WXBizMsgCrypt} = await import('wechat-crypto');
    const encrypt = /<Encrypt><!\[CDATA\[(.*?)\]\]>/.exec(response.body)[1];
    const opened = new WXBizMsgCrypt(account.token, account.previousAesKey, account.appId).decrypt(encrypt);
    assert.equal(opened.id, account.appId);
    assert.match(opened.message, /<Content>/);
});

for (const sign of ['会阴麻', '尿不出来', '拉裤子', '双腿没劲', '半边身子突然麻'])
    test(`“${sign}” before any consent gets emergency advice`, async () => {
        const found = await server.metric('daozhen_emergencies_total');
        const content = contentOf(await server.deliver(textMessage(newPatient(), sign)));
        assert.match(content, /120|急诊/);
        assert.doesNotMatch(content, /预约|挂号/);
        assert.equal(await server.metric('daozhen_emergencies_total') - found, 1);
    });

for (const harmless of ['大小便正常', '会不会失禁', '我妈去年尿失禁'])
    test(`“${harmless}” raises no alarm`, async () => {
        const found = await server.metric('daozhen_emergencies_total');
        const reply = await server.deliver(textMessage(newPatient(), harmless));
        assert.notEqual(contentOf(reply), '');
        assert.equal(await server.metric('daozhen_emergencies_total'), found);
    });

test('every kind of message and event is acknowledged with a 200', async () => {
    const patient = newPatient();
    const pushes = [
        message(patient, 'image', '<PicUrl><![CDATA[http://x]]></PicUrl><MediaId><![CDATA[m]]></MediaId>'),
        message(patient, 'voice', '<MediaId><![CDATA[m]]></MediaId><Format><![CDATA[amr]]></Format>'),
        message(patient, 'location', '<Location_X>23.1</Location_X><Location_Y>113.3</Location_Y><Scale>20</Scale><Label><![CDATA[x]]></Label>'),
        message(patient, 'never-heard-of', ''),
        event(patient, 'subscribe', '<EventKey><![CDATA[qrscene_123]]></EventKey><Ticket><![CDATA[T]]></Ticket>'),
        event(patient, 'CLICK', '<EventKey><![CDATA[anything]]></EventKey>'),
        event(patient, 'LOCATION', '<Latitude>23.1</Latitude><Longitude>113.3</Longitude><Precision>1</Precision>'),
        event(patient, 'TEMPLATESENDJOBFINISH', '<MsgID>1</MsgID><Status><![CDATA[success]]></Status>'),
        event(patient, 'an_event_of_tomorrow'),
        event(patient, 'unsubscribe'),
    ];
    for (const xml of pushes) {
        const began = Date.now();
        const reply = await server.deliver(xml);
        assert.equal(reply.status, 200, xml);
        assert.ok(Date.now() - began < 2000);
    }
});

const hostile = {
    'not signed': () => ['/wechat/test?signature=x&timestamp=1&nonce=2', '<xml></xml>', [403]],
    'plaintext to an account that is configured for encryption': () => {
        const {path} = server.sealed('<xml/>');
        return [path.replace(/&encrypt_type.*/, ''), textMessage(newPatient(), '您好'), [403]];
    },
    'a signature older than the window': () => { const {path, body} = server.sealed(textMessage(newPatient(), 'x'), {age: 900}); return [path, body, [403]]; },
    'another account’s id inside': () => { const {path, body} = server.sealed(textMessage(newPatient(), 'x'), {appId: 'wxffffffffffffffff'}); return [path, body, [200, 403]]; },
    'another AES key': () => { const {path, body} = server.sealed(textMessage(newPatient(), 'x'), {aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'}); return [path, body, [200]]; },
    'a DOCTYPE outside': () => { const {path, body} = server.sealed('<xml/>'); return [path, '<!DOCTYPE xml [<!ENTITY a "b">]>' + body, [400, 403]]; },
    'an entity bomb inside': () => { const {path, body} = server.sealed('<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><xml><Content>&b;</Content></xml>'); return [path, body, [200]]; },
    'three megabytes': () => { const {path} = server.sealed('<xml/>'); return [path, 'x'.repeat(3 << 20), [413]]; },
    'nothing': () => { const {path} = server.sealed('<xml/>'); return [path, '', [400, 403, 411]]; },
    'half a message': () => { const {path, body} = server.sealed(textMessage(newPatient(), 'x')); return [path, body.slice(0, body.length / 2), [400, 403]]; },
    'broken UTF-8 inside': () => { const {path, body} = server.sealed(Buffer.concat([Buffer.from('<xml><Content>'), Buffer.from([0xc3, 0x28, 0xff]), Buffer.from('</Content></xml>')]).toString('latin1')); return [path, body, [200]]; },
    'an unknown path': () => ['/wechat/other', '<xml/>', [404, 403]],
};
for (const [name, make] of Object.entries(hostile))
    test(`hostile: ${name}`, async () => {
        const [path, body, allowed] = make();
        let status;
        try {
            status = (await server.request('POST', path, body)).status;
        } catch (fault) {
            // A server may close before it has read three megabytes.
            assert.match(fault.code ?? fault.message, /EPIPE|ECONNRESET/);
            status = 413;
        }
        assert.ok(allowed.includes(status), `${status}`);
    });

test('texts that could break a reply or a log are answered like any other', async () => {
    for (const text of [']]>', 'a]]]]><![CDATA[>b', '膝盖疼😀....', '\u0001\u0007', '<a href="https://x">x</a>', '%s%n{0}{side}', '１', 'x'.repeat(20000)]) {
        const cdata = text.replaceAll(']]>', ']]]]><![CDATA[>');
        const reply = await server.deliver(textMessage(newPatient(), cdata));
        assert.equal(reply.status, 200);
        assert.doesNotMatch(reply.xml, /https:\/\/x|%s%n/);
    }
});

test('no patient’s words, ids or secrets stand in the log or the data files', async () => {
    const patient = newPatient();
    const canary = '腿麻金丝雀' + Date.now();
    await server.deliver(textMessage(patient, canary));
    const {readdirSync, readFileSync} = await import('node:fs');
    const bytes = readdirSync(server.folder).filter((name) => name.startsWith('store.db')).map((name) => readFileSync(server.file(name)));
    for (const secret of [canary, patient, account.token, account.aesKey]) {
        assert.ok(!server.log.includes(secret), secret);
        for (const file of bytes) assert.equal(file.indexOf(secret), -1, secret);
    }
});

test('SIGTERM lets a running request finish and exits with 0', async () => {
    const other = await Server.start();
    const pending = Promise.all(Array.from({length: 20}, () => other.deliver(textMessage(newPatient(), '您好'))));
    await pause(30);
    const [how, replies] = await Promise.all([other.stop(), pending.catch((fault) => fault)]);
    assert.equal(how, 0, other.log);
    if (Array.isArray(replies)) for (const reply of replies) assert.equal(reply.status, 200);
});
