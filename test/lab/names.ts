import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lab } from './lab.ts';
import { inside } from './lab.ts';
import type { Organisation } from './plan.ts';
import { ADDRESS, POST_HOST, PROVIDER } from './plan.ts';
import { runDaemon } from './shell.ts';

/** Starts the lab's DNS (dnsmasq). It knows the lab's names; every other name does not exist. */
export async function startNames(lab: Lab, organisations: readonly Organisation[]): Promise<void> {
  const folder = join(lab.folder, 'names');
  const file = join(folder, 'dnsmasq.conf');
  await mkdir(folder, { recursive: true });
  await writeFile(file, `${namesConfig(lab, organisations).join('\n')}\n`);
  await runDaemon(inside(lab, 'names', ['dnsmasq', `--conf-file=${file}`]), join(folder, 'start.log'));
}

function namesConfig(lab: Lab, organisations: readonly Organisation[]): readonly string[] {
  return [
    `listen-address=${ADDRESS.names}`,
    'bind-interfaces',
    'no-resolv',
    'no-hosts',
    'user=root',
    `pid-file=${join(lab.folder, 'names', 'dnsmasq.pid')}`,
    `log-facility=${join(lab.folder, 'names', 'dnsmasq.log')}`,
    // Nobody is asked further: a name that is not written here does not exist (NXDOMAIN).
    'local=/#/',
    `host-record=${PROVIDER.smtp},${ADDRESS.provider}`,
    `host-record=${PROVIDER.mx},${ADDRESS.provider}`,
    `mx-host=${PROVIDER.domain},${PROVIDER.mx},10`,
    `host-record=${POST_HOST},${ADDRESS.post}`,
    ...organisations.map(({ host, address, address6 }) => `host-record=${host},${address},${address6}`),
  ];
}
