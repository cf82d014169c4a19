import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { issueCertificates } from './certificates.ts';
import type { Lab } from './lab.ts';
import { startNames } from './names.ts';
import { startOrganisations } from './organisations.ts';
import { POST_HOST, PROVIDER, planOrganisations } from './plan.ts';
import { startProvider } from './provider.ts';
import { buildTopology } from './topology.ts';
import { setWorld } from './world.ts';

const CONTROLS_FILE = join(import.meta.dirname, '../../catalog/controls.json');
const Target = z.object({ host: z.string(), port: z.number() });
const Controls = z.object({ submission: z.array(Target), relay: z.array(Target) });

/** Builds the whole lab: houses, keys, names, servers; all is well in it. */
export async function buildLab(lab: Lab): Promise<void> {
  const controls = Controls.parse(JSON.parse(await readFile(CONTROLS_FILE, 'utf8')));
  const organisations = planOrganisations([...controls.submission, ...controls.relay]);
  await mkdir(lab.folder, { recursive: true });
  await buildTopology(lab, organisations);
  await issueCertificates(lab, [[PROVIDER.smtp, PROVIDER.mx], [POST_HOST], ...organisations.map(({ host }) => [host])]);
  await startNames(lab, organisations);
  await Promise.all([startProvider(lab), startOrganisations(lab, organisations)]);
  await setWorld(lab, []);
}
