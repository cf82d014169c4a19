import type { Lab } from './lab.ts';
import { runInside } from './lab.ts';
import type { Hook, Part, PartName } from './parts.ts';
import { PARTS } from './parts.ts';
import type { House } from './plan.ts';

const TABLE = 'inet okuru_lab';

/** Chains of the packet filter (nft(8)). */
const CHAINS: readonly { readonly hook: Hook; readonly head: string }[] = [
  { hook: 'arriving', head: 'type nat hook prerouting priority dstnat; policy accept;' },
  { hook: 'passing', head: 'type filter hook forward priority filter; policy accept;' },
  { hook: 'entering', head: 'type filter hook input priority filter; policy accept;' },
];

const FILTERING_HOUSES: readonly House[] = [...new Set(Object.values(PARTS).map(({ house }) => house))];

/** Makes the world as these parts say; whatever was wrong before and is not named is well again. Atomic in each house. */
export async function setWorld(lab: Lab, names: readonly PartName[]): Promise<void> {
  const parts: readonly Part[] = names.map((name) => PARTS[name]);
  await Promise.all(
    FILTERING_HOUSES.map((house) =>
      runInside(lab, house, ['nft', '-f', '-'], { input: rulesOf(parts.filter((part) => part.house === house)) }),
    ),
  );
}

function rulesOf(parts: readonly Part[]): string {
  const chains = CHAINS.map(({ hook, head }) => {
    const rules = parts.filter((part) => part.hook === hook).map(({ rule }) => `    ${rule}\n`);
    return `  chain ${hook} {\n    ${head}\n${rules.join('')}  }\n`;
  });
  // An empty table first, so that deleting it never fails (nft has no "delete if there").
  return `table ${TABLE} {\n}\ndelete table ${TABLE}\ntable ${TABLE} {\n${chains.join('')}}\n`;
}
