import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lab } from './lab.ts';
import { inside, nameOf, runInside } from './lab.ts';
import type { Cable, House, Organisation } from './plan.ts';
import { ADDRESS, CABLES, HOUSES, ROUTES } from './plan.ts';
import { run } from './shell.ts';

const ROUTERS: readonly House[] = ['isp', 'exchange'];

/** `ip netns exec` shows this folder's files in place of those in /etc (ip-netns(8)). */
export const ETC_NETNS = '/etc/netns';

/** Builds houses, cables and routes. Nothing leads out of the lab: no house has a cable to the machine's own network. */
export async function buildTopology(lab: Lab, organisations: readonly Organisation[]): Promise<void> {
  await run(['ip', '-batch', '-'], { input: HOUSES.map((house) => `netns add ${nameOf(lab, house)}\n`).join('') });
  await Promise.all(HOUSES.map((house) => writeResolver(lab, house)));
  for (const cable of CABLES) await layCable(lab, cable);
  for (const { at, to, via } of ROUTES) await ipInside(lab, at, [`route add ${to} via ${via}`]);
  await ipInside(
    lab,
    'world',
    organisations.map(({ address }) => `address add ${address}/32 dev to-exchange`),
  );
  for (const router of ROUTERS) await runInside(lab, router, ['sysctl', '-qw', 'net.ipv4.ip_forward=1']);
}

async function writeResolver(lab: Lab, house: House): Promise<void> {
  const folder = join(ETC_NETNS, nameOf(lab, house));
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'resolv.conf'), `nameserver ${ADDRESS.names}\noptions timeout:2 attempts:1\n`);
  await ipInside(lab, house, ['link set lo up']);
}

/** Interfaces are called after where they lead to, so that the rules of the parts read like the map. */
async function layCable(lab: Lab, { router, house, network }: Cable): Promise<void> {
  await ipInside(lab, router, [
    `link add name to-${house} type veth peer name to-${router} netns ${nameOf(lab, house)}`,
    `address add ${network}.1/24 dev to-${house}`,
    `link set to-${house} up`,
  ]);
  await ipInside(lab, house, [
    `address add ${network}.2/24 dev to-${router}`,
    `link set to-${router} up`,
    `route add default via ${network}.1`,
  ]);
}

async function ipInside(lab: Lab, house: House, lines: readonly string[]): Promise<void> {
  await run(inside(lab, house, ['ip', '-batch', '-']), { input: lines.map((line) => `${line}\n`).join('') });
}
