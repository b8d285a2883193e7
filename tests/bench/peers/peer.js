// The peer: koa + co-wechat, encrypted mode, answering each text with itself. No store, no dialog.
// usage: node peer.js PORT TOKEN AES_KEY APP_ID
import Koa from 'koa';
import wechat from 'co-wechat';

const [port, token, encodingAESKey, appid] = process.argv.slice(2);
const app = new Koa();
app.use(wechat({token, encodingAESKey, appid}).middleware(async (message) => message.Content));
app.listen(Number(port), '127.0.0.1');
