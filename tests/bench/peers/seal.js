// Seals text messages as the platform would, with the npm package wechat-crypto, into a file of ready
// HTTP requests for `replay`: each a decimal length, a line end, and that many bytes.
// usage: node seal.js FILE COUNT PATIENTS PATH TOKEN AES_KEY APP_ID ORIGINAL_ID
import {createHash} from 'node:crypto';
import {closeSync, openSync, writeSync} from 'node:fs';
import WXBizMsgCrypt from 'wechat-crypto';

const [file, count, patients, path, token, aesKey, appId, originalId] = process.argv.slice(2);
const seal = new WXBizMsgCrypt(token, aesKey, appId);
const sign = (...parts) => createHash('sha1').update(parts.sort().join('')).digest('hex');

// What a patient writes from the first word to the end of the lumbar dialog: digits, words of his own, a step back, a question
// in between, once something that has to be asked again.
const texts = ['腰疼腿麻好几天了', '1', '68', '没有', '大小便都正常', '不麻', '1', '左边那条腿', '都能做到', '大概三周', '慢慢来的',
    '疼轻了一点，但是更麻了', '2', '走路多了更麻', '2', '会轻', '上一步', '1', '差不多', '不凉', '都没有', '腿为什么会麻', '6', '2', '5',
    '怎么治', '1', '不用了，谢谢'];
const timestamp = Math.floor(Date.now() / 1000);
const out = openSync(file, 'w');
for (let i = 0; i < Number(count); ++i) {
    // So many at a time, in step; whoever is through makes room for somebody new.
    const turn = Math.floor(i / Number(patients));
    const patient = Math.floor(turn / texts.length) * Number(patients) + i % Number(patients);
    const openid = 'oPatient' + String(patient).padStart(20, '0');
    const text = texts[turn % texts.length];
    const xml = `<xml><ToUserName><![CDATA[${originalId}]]></ToUserName><FromUserName><![CDATA[${openid}]]></FromUserName>` +
        `<CreateTime>${timestamp}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${text}]]></Content>` +
        `<MsgId>${24000000000000000n + BigInt(timestamp) * 1000000n + BigInt(i)}</MsgId></xml>`;
    const encrypt = seal.encrypt(xml);
    const nonce = String(100000000 + i);
    const body = `<xml><ToUserName><![CDATA[${originalId}]]></ToUserName><Encrypt><![CDATA[${encrypt}]]></Encrypt></xml>`;
    const query = `signature=${sign(token, String(timestamp), nonce)}&timestamp=${timestamp}&nonce=${nonce}&openid=${openid}` +
        `&encrypt_type=aes&msg_signature=${seal.getSignature(timestamp, nonce, encrypt)}`;
    const request = `POST ${path}?${query} HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: Mozilla/4.0\r\nAccept: */*\r\n` +
        `Content-Type: text/xml\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
    writeSync(out, `${Buffer.byteLength(request)}\n${request}`);
}
closeSync(out);
