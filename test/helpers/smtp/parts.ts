import { setTimeout as wait } from 'node:timers/promises';
import type { SecureContextOptions } from 'node:tls';
import type { Part } from './server.ts';

/** Greets: one line, or any text. */
export function greet(text = '220 mail.example.test ESMTP ready'): Part {
  return (call) => call.say(`${text}\r\n`);
}

/** Says nothing for a while. */
export function pause(ms: number): Part {
  return () => wait(ms, undefined, { ref: false });
}

/** Says a text one character at a time, so slowly that it never ends in time. */
export function drip(text: string, everyMs: number): Part {
  return async (call) => {
    for (const letter of text) {
      await call.say(letter);
      await wait(everyMs, undefined, { ref: false });
    }
  };
}

/** Says far too much: one line of that many bytes, its end never comes. */
export function flood(bytes: number, start = '220 '): Part {
  return async (call) => {
    await call.say(start);
    await call.say('x'.repeat(bytes));
  };
}

/** Says far too many short lines. */
export function babble(lines: number): Part {
  return (call) => call.say('220-welcome to a very talkative server, please hold\r\n'.repeat(lines));
}

/** Ends the connection with a reset. */
export function reset(): Part {
  return async (call) => {
    call.socket.resetAndDestroy();
  };
}

/** Ends the connection politely. */
export function hangUp(): Part {
  return async (call) => {
    call.socket.end();
  };
}

/** Waits for a command of the caller; any other ends the call. */
export function expect(verb: string): Part {
  return async (call) => {
    const line = await call.hear();
    if (!line.toUpperCase().startsWith(verb)) throw new Error(`expected ${verb}, heard ${line}`);
  };
}

/** Answers EHLO with these extensions. */
export function answerEhlo(...extensions: string[]): Part {
  const lines = ['mail.example.test', ...extensions];
  const text = lines.map((line, index) => `250${index === lines.length - 1 ? ' ' : '-'}${line}\r\n`).join('');
  return async (call) => {
    await expect('EHLO')(call);
    await call.say(text);
  };
}

/** Answers a command with a line. */
export function answer(verb: string, line: string): Part {
  return async (call) => {
    await expect(verb)(call);
    await call.say(`${line}\r\n`);
  };
}

/** TLS from here on. */
export function secure(options: SecureContextOptions): Part {
  return (call) => call.secure(options);
}

/** Takes STARTTLS; `injected` comes in plaintext in the same packet as the answer (CVE-2011-0411, seen from the client's side). */
export function startTls(options: SecureContextOptions, injected = ''): Part {
  return async (call) => {
    await expect('STARTTLS')(call);
    await call.say(`220 go ahead\r\n${injected}`);
    await call.secure(options);
  };
}

/** Answers QUIT and hangs up. */
export function farewell(): Part {
  return async (call) => {
    await answer('QUIT', '221 bye')(call);
    call.socket.end();
  };
}

/** A submission server as they should be: STARTTLS, and AUTH inside it only (587). */
export function submission(identity: SecureContextOptions): readonly Part[] {
  return [
    greet(),
    answerEhlo('PIPELINING', 'SIZE 52428800', 'STARTTLS', '8BITMIME'),
    startTls(identity),
    answerEhlo('PIPELINING', 'SIZE 52428800', 'AUTH PLAIN LOGIN', '8BITMIME'),
    farewell(),
  ];
}

/** A submission server with TLS from the first byte on (465). */
export function submissions(identity: SecureContextOptions): readonly Part[] {
  return [secure(identity), greet(), answerEhlo('SIZE 52428800', 'AUTH PLAIN LOGIN CRAM-MD5'), farewell()];
}

/** A server that takes mail for its own domain (25). */
export function relay(): readonly Part[] {
  return [greet(), answerEhlo('SIZE 35651584', '8BITMIME'), farewell()];
}
