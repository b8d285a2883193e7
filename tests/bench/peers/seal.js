// Seals text messages as the platform would, with the npm package wechat-crypto, into a file of ready
// HTTP requests for `replay`: each a decimal length, a line end, and that many bytes.
// usage: node seal.js FILE COUNT PATIENTS PATH TOKEN AES_KEY APP_ID ORIGINAL_ID
import {createHash} from 'node:crypto';
import {closeSync, openSync, writeSync} from 'node:fs';
import WXBizMsgCrypt from 'wechat-crypto';

const [file, count, patients, path, token, aesKey, appId, originalId] = process.argv.slice(2);
const seal = new WXBizMsgCrypt(token, aesKey, appId);
const sign = (...parts) => createHash('sha1').update(parts.sort().join('')).digest('hex');

// What patients write in the course of a dialog: starts, menu digits, free text.
const texts = ['腰疼腿麻好几天了', '1', '没有', '2', '左腿', '大概三周', '说不清', '走路多了更麻', '1', '上一步', '疼轻了一点，但是更麻了', '3'];
const timestamp = Math.floor(Date.now() / 1000);
const out = openSync(file, 'w');
for (let i = 0; i < Number(count); ++i) {
    const patient = i % Number(patients);
    const openid = 'oPatient' + String(patient).padStart(20, '0');
    const text = texts[Math.floor(i / Number(patients)) % texts.length];
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
