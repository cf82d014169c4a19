import fc from 'fast-check';
import { lookAt, proberFor, requestFor, smtpFacts } from '../helpers/smtp/probe.ts';
import { type Part, startServer } from '../helpers/smtp/server.ts';

async function lookAtParts(parts: readonly Part[]) {
  const server = await startServer(parts);
  const prober = proberFor({ 587: server.port });
  const observation = lookAt(await prober.look(requestFor('127.0.0.1')), 587);
  await prober.close();
  await server.close();
  return observation;
}

/** Sends the pieces one by one, each in a packet of its own as far as the system lets it. */
function sayInPieces(pieces: readonly string[]): Part {
  return async (call) => {
    call.socket.setNoDelay(true);
    for (const piece of pieces) {
      await call.say(piece);
      await new Promise(setImmediate);
    }
  };
}

const hangUp: Part = async (call) => {
  call.socket.end();
};

test('any noise ends in one observation with a name for what went wrong', async () => {
  const noise = fc.oneof(
    fc.string({ unit: 'binary-ascii', maxLength: 300 }),
    fc.constantFrom(
      '220 ',
      '220-',
      '250 ok\r\n',
      '250-SIZE\r\n',
      '\r\n',
      '\n',
      '\r',
      '554 no\r\n',
      '220 x\r\n',
      '22',
      '999 what\r\n',
      '220\r\n',
      '\u0016\u0003\u0001',
    ),
  );
  const known = ['not_smtp', 'closed_early', 'greeting_refused', 'too_much', 'reset', 'timeout', 'starttls_stripped'];

  await fc.assert(
    fc.asyncProperty(fc.array(noise, { maxLength: 8 }), async (pieces) => {
      const observation = await lookAtParts([sayInPieces(pieces), hangUp]);

      expect(observation.failure === null || known.includes(observation.failure.kind)).toBe(true);
      expect(smtpFacts(observation).banner ?? '').not.toMatch(/[\u0000-\u001f\u007f]/);
    }),
    { numRuns: 40 },
  );
});

test('it does not matter where the network cuts a reply', async () => {
  const replies = '220-mail.example.test\r\n220 ready\r\n';
  const extensions = '250-mail.example.test\r\n250-SIZE 1000\r\n250 AUTH PLAIN\r\n';
  const cuts = fc.array(fc.integer({ min: 1, max: extensions.length - 1 }), { maxLength: 5 });

  await fc.assert(
    fc.asyncProperty(cuts, async (places) => {
      const command: Part = async (call) => {
        await call.hear();
      };

      const observation = await lookAtParts([
        sayInPieces(cut(replies, places)),
        command,
        sayInPieces(cut(extensions, places)),
        command,
        hangUp,
      ]);

      expect(observation.failure).toBeNull();
      expect(smtpFacts(observation)).toMatchObject({ banner: 'mail.example.test ready', size: 1000, authBefore: ['PLAIN'] });
    }),
    { numRuns: 40 },
  );
});

function cut(text: string, places: readonly number[]): readonly string[] {
  const sorted = [0, ...places.filter((place) => place < text.length).toSorted((a, b) => a - b), text.length];
  return sorted.slice(1).map((place, index) => text.slice(sorted[index], place));
}
