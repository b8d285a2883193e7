// WeCom's side of the wire for the service tests: seals and opens with the npm package @wecom/crypto,
// which nobody here wrote.
import {decrypt, encrypt, getSignature} from '@wecom/crypto';

const token = 'QDG6eK', aesKey = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C', corpId = 'ww1436e0e65a779aee', agentId = 1000002;
export const secrets = {token, aesKey};
export const corp = {corpId, agentId};
export const accounts = [
    {id: 'staff', channel: 'wecom-app', path: '/wecom/staff', corp_id: corpId, agent_id: agentId, secret: 'unused', token, encoding_aes_key: aesKey},
    {id: 'bot', channel: 'wecom-aibot', path: '/wecom/bot', token, encoding_aes_key: aesKey},
];

const query = (encrypted, {signedWith = token, age = 0, nonce = 'n-' + Math.floor(Math.random() * 1e9)} = {}) => {
    const timestamp = String(Math.floor(Date.now() / 1000) - age);
    return {nonce, text: `msg_signature=${getSignature(signedWith, timestamp, nonce, encrypted)}&timestamp=${timestamp}&nonce=${nonce}`};
};

// The GET that checks a callback URL.
export function urlCheck(path, receiver, echo = '1616140317555161061', options = {}) {
    const encrypted = encrypt(aesKey, echo, receiver);
    return `${path}?${query(encrypted, options).text}&echostr=${encodeURIComponent(encrypted)}`;
}

// One inner XML for the app, or one inner JSON for the bot, sealed anew each time.
export function sealedXml(xml, options = {}) {
    const encrypted = encrypt(options.aesKey ?? aesKey, xml, options.receiver ?? corpId);
    return {path: `/wecom/staff?${query(encrypted, options).text}`,
        body: `<xml><ToUserName><![CDATA[${corpId}]]></ToUserName><AgentID><![CDATA[${agentId}]]></AgentID><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`};
}
export function sealedJson(message, options = {}) {
    const encrypted = encrypt(options.aesKey ?? aesKey, typeof message === 'string' ? message : JSON.stringify(message), options.receiver ?? '');
    const signed = query(encrypted, options);
    return {path: `/wecom/bot?${signed.text}`, nonce: signed.nonce, body: JSON.stringify({encrypt: encrypted})};
}

export const field = (xml, name) => new RegExp(`<${name}>(?:<!\\[CDATA\\[)?([\\s\\S]*?)(?:\\]\\]>)?</${name}>`).exec(xml)?.[1];

// Opens a sealed answer and checks its signature; '' for an empty one.
export function openXml(body) {
    if (body === '') return '';
    const encrypted = field(body, 'Encrypt');
    if (getSignature(token, field(body, 'TimeStamp'), field(body, 'Nonce'), encrypted) !== field(body, 'MsgSignature')) throw new Error('the answer is not signed');
    const {message, id} = decrypt(aesKey, encrypted);
    if (id !== corpId) throw new Error('the answer names another corp');
    return message;
}
export function openJson(body, nonce) {
    if (body === '') return null;
    const answer = JSON.parse(body);
    if (answer.nonce !== nonce) throw new Error('the answer has another nonce');
    if (getSignature(token, String(answer.timestamp), answer.nonce, answer.encrypt) !== answer.msgsignature) throw new Error('the answer is not signed');
    const {message, id} = decrypt(aesKey, answer.encrypt);
    if (id !== '') throw new Error('the answer is sealed for somebody');
    return JSON.parse(message);
}

let next = 1;
export const newMember = () => `member${next++}`;
const head = (member, type) => `<ToUserName><![CDATA[${corpId}]]></ToUserName><FromUserName><![CDATA[${member}]]></FromUserName>` +
    `<CreateTime>${Math.floor(Date.now() / 1000)}</CreateTime><MsgType><![CDATA[${type}]]></MsgType>`;
export const appMessage = (member, type, fields) => `<xml>${head(member, type)}${fields}<MsgId>${Date.now() * 1000 + next++}</MsgId><AgentID>${agentId}</AgentID></xml>`;
export const appText = (member, text) => appMessage(member, 'text', `<Content><![CDATA[${text}]]></Content>`);
export const appEvent = (member, name, fields = '') => `<xml>${head(member, 'event')}<Event><![CDATA[${name}]]></Event>${fields}<AgentID>${agentId}</AgentID></xml>`;
export const botMessage = (member, content) => ({msgid: `b${Date.now()}-${next++}`, aibotid: 'aib', chattype: 'single', from: {userid: member}, response_url: 'https://fake.invalid/x', ...content});
export const botText = (member, text) => botMessage(member, {msgtype: 'text', text: {content: text}});
