// A middle box as some lines and firewalls have it: takes STARTTLS out of what a mail server answers, so that mail goes on
// in the clear. Run inside a house: `node stripper.ts PORT ADDRESS`. Prints one line once it listens.
import { connect, createServer } from 'node:net';

const [port = '', address = ''] = process.argv.slice(2);

// Same length, as a box has to keep that rewrites packets.
const STARTTLS = /STARTTLS/g;
const MASKED = 'XXXXXXXX';

const server = createServer((client) => {
  const upstream = connect(587, address);
  client.pipe(upstream);
  upstream.on('data', (chunk) => client.write(chunk.toString('latin1').replace(STARTTLS, MASKED), 'latin1'));
  upstream.on('end', () => client.end());
  upstream.on('error', () => client.destroy());
  client.on('error', () => upstream.destroy());
  client.on('close', () => upstream.destroy());
});

server.listen(Number(port), () => console.log('listening'));
