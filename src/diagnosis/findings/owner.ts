/** Second-level names under which registries of two-letter countries sell third-level names (`example.ne.jp`, `example.co.uk`). */
const SHARED_SECOND_LEVEL = new Set(['ac', 'ad', 'co', 'com', 'ed', 'edu', 'go', 'gob', 'gov', 'gr', 'lg', 'ne', 'net', 'or', 'org']);

/**
 * Who a server name belongs to: its last two labels, three below a shared second level. Enough to compare two names of one
 * look with each other; null for addresses and names without a dot, which say nothing about an owner.
 */
export function ownerOf(name: string | null): string | null {
  if (name === null || name.includes(':') || /^\[?[\d.]+\]?$/.test(name)) return null;
  const labels = name
    .toLowerCase()
    .split('.')
    .filter((label) => label !== '');
  if (labels.length < 2) return null;
  const [second = '', top = ''] = labels.slice(-2);
  const depth = top.length === 2 && SHARED_SECOND_LEVEL.has(second) && labels.length > 2 ? 3 : 2;
  return labels.slice(-depth).join('.');
}
