// Builds one lab for each of Jest's workers, in processes of their own that take them away when this one ends, however it ends.
const { spawn } = require('node:child_process');
const { once } = require('node:events');
const { join } = require('node:path');

module.exports = async ({ maxWorkers }) => {
  // The tests are only being counted (test/run.ts): a name for each lab is enough, nobody enters it.
  if (process.env.OKURU_TESTS === 'count') {
    process.env.OKURU_LAB_PIDS = Array(maxWorkers).fill(process.pid).join();
    return;
  }
  const labs = Array.from({ length: maxWorkers }, startKeeper);
  globalThis.okuruLabKeepers = labs.map(({ keeper }) => keeper);
  const built = await Promise.all(labs.map(({ built }) => built));
  if (built.includes(false)) {
    for (const { keeper } of labs) keeper.stdin.end();
    throw new Error('The lab could not be built; the reason stands above.');
  }
  process.env.OKURU_LAB_PIDS = labs.map(({ keeper }) => keeper.pid).join();
};

function startKeeper() {
  const keeper = spawn(process.execPath, [join(__dirname, 'keeper.ts')], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ready = once(keeper.stdout, 'data').then(() => true);
  const ended = once(keeper, 'exit').then(() => false);
  return { keeper, built: Promise.race([ready, ended]) };
}
