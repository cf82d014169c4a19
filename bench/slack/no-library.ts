// The ceiling of the bench itself: answers and posts without any library, reads and keeps nothing. No app on this machine is faster.
import { createServer } from 'node:http';
import { request } from 'undici';

const { SLACK_API_URL = '', PORT } = process.env;
const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };

const server = createServer((incoming, response) => {
  const parts: Buffer[] = [];
  incoming.on('data', (part: Buffer) => parts.push(part));
  incoming.on('end', () => {
    response.end();
    const [, channel = ''] = /"channel":"(\w+)"/.exec(Buffer.concat(parts).toString()) ?? [];
    void post(channel);
  });
});

async function post(channel: string): Promise<void> {
  const { body } = await request(`${SLACK_API_URL}chat.postMessage`, { method: 'POST', headers, body: `channel=${channel}&text=hello` });
  await body.dump();
}

server.listen(Number(PORT), '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}\n`);
});
