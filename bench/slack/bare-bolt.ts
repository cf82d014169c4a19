// What a turn is measured against: a Bolt app as its own guide writes one. It keeps nothing, and acknowledges before it does anything.
import { App, LogLevel } from '@slack/bolt';

const { SLACK_BOT_TOKEN: token = '', SLACK_SIGNING_SECRET: signingSecret = '', SLACK_API_URL: slackApiUrl = '', PORT } = process.env;

const app = new App({ token, signingSecret, clientOptions: { slackApiUrl }, logLevel: LogLevel.ERROR });

app.message(async ({ client, message }) => {
  await client.chat.postMessage({ channel: message.channel, text: 'Which provider does your mail address belong to?' });
});

app.action(/./, async ({ ack, client, body }) => {
  await ack();
  const { channel = '', ts = '' } = readPlace(body);
  await client.chat.postMessage({ channel, text: 'And which program do you send with?' });
  await client.chat.update({ channel, ts, text: 'Which provider does your mail address belong to?', blocks: [] });
});

const server = await app.start({ port: Number(PORT), host: '127.0.0.1' });
const address = server.address();
process.stdout.write(`http://127.0.0.1:${typeof address === 'object' && address !== null && 'port' in address ? address.port : 0}\n`);

function readPlace(body: object): { readonly channel?: string; readonly ts?: string } {
  const container: unknown = 'container' in body ? body.container : null;
  if (typeof container !== 'object' || container === null || !('channel_id' in container) || !('message_ts' in container)) {
    return {};
  }
  return { channel: String(container.channel_id), ts: String(container.message_ts) };
}
