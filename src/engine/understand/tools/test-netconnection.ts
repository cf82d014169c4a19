import { failureIn, type Look, type PastedTool } from './make.ts';

const BLOCK = /computername {0,20}: {0,4}(?<host>\S{1,253})(?<rest>[\s\S]{0,900}?)tcptestsucceeded {0,20}: {0,4}(?<result>true|false)/g;
const PORT = /remoteport {0,20}: {0,4}(?<port>\d{1,5})/;
const ADDRESS = /remoteaddress {0,20}: {0,4}(?<address>[0-9a-f.:]{3,45})/;

function readBlocks(text: string): readonly Look[] {
  if (!text.includes('tcptestsucceeded')) return [];
  return [...text.matchAll(BLOCK)].flatMap((match) => {
    const { host = '', rest = '', result } = match.groups ?? {};
    const port = PORT.exec(rest)?.groups?.port;
    if (port === undefined) return [];
    return [
      {
        host,
        port: Number(port),
        address: ADDRESS.exec(rest)?.groups?.address ?? null,
        failed: result === 'true' ? null : failureIn(''),
        banner: null,
      },
    ];
  });
}

/** PowerShell's Test-NetConnection; its words are the same in every language of Windows. */
export const testNetConnection: PastedTool = { name: 'test-netconnection', read: readBlocks };
