import { type Authority, createAuthority, type Identity, type Validity } from './certificates.ts';
import { type NameServer, startNameServer, type Zone } from './name-server.ts';
import { type OddServer, type Part, startServer } from './server.ts';

/** What the tests of one file play on: an authority for the file, and servers that end with their test. */
export interface Stage {
  /** PEM file of the authority. */
  caFile(): string;
  /** A certificate for the names, `DNS:` and `IP:`. */
  issue(names: string, validity?: Validity): Identity;
  /** A certificate that signed itself. */
  selfSigned(names: string): Identity;
  /** A server on the loopback; on any free port unless told which. */
  serve(parts: readonly Part[], address?: string, port?: number): Promise<OddServer>;
  nameServer(zone: Zone): Promise<NameServer>;
}

/** Sets the stage for a test file: call it at its top. */
export function setStage(): Stage {
  let authority: Authority;
  const running: { close(): unknown }[] = [];

  beforeAll(() => {
    authority = createAuthority();
  });
  afterAll(() => authority.close());
  afterEach(async () => {
    await Promise.all(running.splice(0).map((one) => one.close()));
  });

  function keep<T extends { close(): unknown }>(one: T): T {
    running.push(one);
    return one;
  }

  return {
    caFile: () => authority.caFile,
    issue: (names, validity) => authority.issue(names, validity),
    selfSigned: (names) => authority.selfSigned(names),
    serve: async (parts, address = '127.0.0.1', port = 0) => keep(await startServer(parts, { address, port })),
    nameServer: async (zone) => keep(await startNameServer(zone)),
  };
}
