// A self-built WeCom app and a WeCom AI bot as WeCom sees them: real process, real TLS, real store.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {after, before, test} from 'node:test';
import {binary, Server} from './server.js';
import {accounts, appEvent, appMessage, appText, botMessage, botText, corp, field, newMember, openJson, openXml, sealedJson, sealedXml, secrets, urlCheck} from './wecom.js';

let server;
before(async () => { server = await Server.start({accounts}); });
after(async () => { assert.equal(await server.stop(), 0); });

const tell = async (xml, options) => {
    const {path, body} = sealedXml(xml, options);
    const response = await server.request('POST', path, body);
    return {...response, xml: response.status === 200 ? openXml(response.body) : ''};
};
const ask = async (message, options) => {
    const {path, body, nonce} = sealedJson(message, options);
    const response = await server.request('POST', path, body, {'Content-Type': 'application/json'});
    return {...response, json: response.status === 200 ? openJson(response.body, nonce) : null};
};

test('the URL check is answered with the opened plaintext and nothing around it', async () => {
    for (const [path, receiver] of [['/wecom/staff', corp.corpId], ['/wecom/bot', '']]) {
        const good = await server.request('GET', urlCheck(path, receiver));
        assert.equal(good.status, 200);
        assert.equal(good.body, '1616140317555161061');
        assert.equal(good.headers['content-length'], '19');
        const forged = await server.request('GET', urlCheck(path, receiver, 'x', {signedWith: 'another'}));
        assert.equal(forged.status, 403);
        assert.equal(forged.body, '');
        assert.equal((await server.request('GET', urlCheck(path, 'ww0000000000000000'))).status, 403);
    }
});

test('a member of the corp gets a signed, sealed text with numbers to type', async () => {
    const member = newMember();
    const reply = await tell(appText(member, '您好'));
    assert.equal(reply.status, 200);
    assert.equal(field(reply.xml, 'ToUserName'), member);
    assert.equal(field(reply.xml, 'FromUserName'), corp.corpId);
    assert.equal(field(reply.xml, 'MsgType'), 'text');
    assert.match(field(reply.xml, 'Content'), /1\. /);
    assert.ok(Buffer.byteLength(field(reply.xml, 'Content')) <= 2048);
    assert.notEqual((await tell(appText(member, '1'))).xml, reply.xml);
});

test('the bot answers with one finished stream', async () => {
    const member = newMember();
    const reply = await ask(botText(member, '您好'));
    assert.equal(reply.status, 200);
    assert.equal(reply.json.msgtype, 'stream');
    assert.equal(reply.json.stream.finish, true);
    assert.match(reply.json.stream.content, /1\. /);
    const refresh = await ask({msgid: 'r1', msgtype: 'stream', stream: {id: reply.json.stream.id}});
    assert.deepEqual(refresh.json, {msgtype: 'stream', stream: {id: reply.json.stream.id, finish: true, content: ''}});
    const welcome = await ask(botMessage(newMember(), {msgtype: 'event', create_time: Math.floor(Date.now() / 1000), event: {eventtype: 'enter_chat'}}));
    assert.equal(welcome.json.msgtype, 'text');
});

test('one message three times at once and once more later: one step, equal replies, on both channels', async () => {
    const turns = await server.metric('daozhen_turns_total');
    const xml = appText(newMember(), '腰疼，左腿麻');
    const replies = await Promise.all([1, 2, 3].map(() => tell(xml)));
    replies.push(await tell(xml));
    for (const reply of replies) assert.equal(reply.xml, replies[0].xml);
    assert.notEqual(replies[0].xml, '');
    const message = botText(newMember(), '腰疼，左腿麻');
    const streams = await Promise.all([1, 2, 3].map(() => ask(message)));
    streams.push(await ask(message));
    for (const reply of streams) assert.deepEqual(reply.json, streams[0].json);
    assert.equal(await server.metric('daozhen_turns_total') - turns, 2);
});

test('warning signs are heard before any consent, on both channels', async () => {
    for (const sign of ['会阴麻', '尿不出来']) {
        assert.match(field((await tell(appText(newMember(), sign))).xml, 'Content'), /120|急诊/);
        assert.match((await ask(botText(newMember(), sign))).json.stream.content, /120|急诊/);
    }
});

test('every kind of message and event is acknowledged with a 200', async () => {
    const member = newMember();
    const pushes = [
        appMessage(member, 'image', '<PicUrl><![CDATA[http://x]]></PicUrl><MediaId><![CDATA[m]]></MediaId>'),
        appMessage(member, 'voice', '<MediaId><![CDATA[m]]></MediaId><Format><![CDATA[amr]]></Format>'),
        appMessage(member, 'video', '<MediaId><![CDATA[m]]></MediaId><ThumbMediaId><![CDATA[t]]></ThumbMediaId>'),
        appMessage(member, 'location', '<Location_X>23.1</Location_X><Location_Y>113.3</Location_Y><Scale>20</Scale><Label><![CDATA[x]]></Label>'),
        appMessage(member, 'link', '<Title><![CDATA[t]]></Title><Url><![CDATA[u]]></Url>'),
        appMessage(member, 'never-heard-of', ''),
        ...['subscribe', 'enter_agent', 'LOCATION', 'batch_job_result', 'change_contact', 'click', 'view', 'view_miniprogram', 'scancode_push', 'scancode_waitmsg',
            'pic_sysphoto', 'pic_photo_or_album', 'pic_weixin', 'location_select', 'open_approval_change', 'share_agent_change', 'share_chain_change',
            'template_card_event', 'template_card_menu_event', 'taskcard_click', 'inactive_alert', 'low_active_alert', 'close_inactive_agent',
            'reopen_inactive_agent', 'low_active', 'active_restored', 'an_event_of_tomorrow', 'unsubscribe'].map((name) => appEvent(member, name, '<EventKey><![CDATA[k]]></EventKey>')),
        `<xml><ToUserName>${corp.corpId}</ToUserName><CreateTime>1</CreateTime><MsgType>event</MsgType><Event>kf_msg_or_event</Event><Token>t</Token><OpenKfId>wk</OpenKfId></xml>`,
    ];
    for (const xml of pushes) assert.equal((await tell(xml)).status, 200, xml);
    const event = (name, more = {}) => botMessage(member, {msgtype: 'event', event: {eventtype: name, [name]: more}});
    const messages = [
        botMessage(member, {msgtype: 'image', image: {url: 'https://x'}}), botMessage(member, {msgtype: 'voice', voice: {content: '腿麻'}}),
        botMessage(member, {msgtype: 'mixed', mixed: {msg_item: [{msgtype: 'text', text: {content: '看'}}, {msgtype: 'image', image: {url: 'https://x'}}]}}),
        botMessage(member, {msgtype: 'file', file: {url: 'https://x'}}), botMessage(member, {msgtype: 'video', video: {url: 'https://x'}}),
        {...botText(member, '@导诊 腿麻'), chattype: 'group', chatid: 'wr1'}, {...botText(member, '是'), quote: {msgtype: 'text', text: {content: '腿麻吗'}}},
        event('template_card_event', {task_id: 't1', event_key: 'k', card_type: 'button_interaction'}), event('feedback_event', {id: 'f', type: 1}), event('of_tomorrow'),
        botMessage(member, {msgtype: 'never-heard-of'}),
    ];
    for (const message of messages) assert.equal((await ask(message)).status, 200, JSON.stringify(message));
});

const bad = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><xml><Content>&b;</Content></xml>';
const hostile = {
    'app: not signed': () => [{path: '/wecom/staff?msg_signature=x&timestamp=1&nonce=2', body: '<xml></xml>'}, [403]],
    'app: older than the window': () => [sealedXml(appText(newMember(), 'x'), {age: 900}), [403]],
    'app: another corp inside': () => [sealedXml(appText(newMember(), 'x'), {receiver: 'ww0000000000000000'}), [200]],
    'app: another AES key': () => [sealedXml(appText(newMember(), 'x'), {aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'}), [200]],
    'app: a DOCTYPE outside': () => { const made = sealedXml('<xml/>'); return [{...made, body: '<!DOCTYPE xml [<!ENTITY a "b">]>' + made.body}, [403]]; },
    'app: an entity bomb inside': () => [sealedXml(bad), [200]],
    'app: three megabytes': () => [{...sealedXml('<xml/>'), body: 'x'.repeat(3 << 20)}, [413]],
    'app: nothing': () => [{...sealedXml('<xml/>'), body: ''}, [403, 411]],
    'app: half a message': () => { const made = sealedXml(appText(newMember(), 'x')); return [{...made, body: made.body.slice(0, made.body.length / 2)}, [403]]; },
    'bot: not signed': () => [{path: '/wecom/bot?msg_signature=x&timestamp=1&nonce=2', body: '{"encrypt":"x"}'}, [403]],
    'bot: XML for JSON': () => [{...sealedJson('{}'), body: '<xml></xml>'}, [403]],
    'bot: sealed for a corp': () => [sealedJson(botText(newMember(), 'x'), {receiver: corp.corpId}), [200]],
    'bot: no JSON inside': () => [sealedJson('{"msgtype":'), [200]],
    'bot: deep nesting outside': () => [{...sealedJson('{}'), body: '['.repeat(60000)}, [403]],
    'bot: three megabytes': () => [{...sealedJson('{}'), body: '{"encrypt":"' + 'x'.repeat(3 << 20) + '"}'}, [413]],
};
for (const [name, make] of Object.entries(hostile))
    test(`hostile: ${name}`, async () => {
        const [{path, body}, allowed] = make();
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

test('doctor finds both channels in order', () => {
    const ran = spawnSync(binary, ['doctor', '--config', server.file('config.json')], {encoding: 'utf8'});
    for (const id of ['staff', 'bot'])
        for (const what of ['the URL check is answered', 'a forged URL check is refused', 'a sealed message is acknowledged'])
            assert.ok(ran.stdout.includes(`ok      ${id}: ${what}`), ran.stdout + ran.stderr);
});

test('no words, names or secrets stand in the log', async () => {
    const member = newMember() + 'Canary';
    const canary = '腿麻金丝雀' + Date.now();
    await tell(appText(member, canary));
    await ask(botText(member, canary));
    for (const secret of [canary, member, secrets.token, secrets.aesKey, 'fake.invalid']) assert.ok(!server.log.includes(secret), secret);
});
