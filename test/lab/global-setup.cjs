// Builds one lab for the whole suite, in a process of its own that takes it away when this one ends, however it ends.
const { spawn } = require('node:child_process');
const { once } = require('node:events');
const { join } = require('node:path');

module.exports = async () => {
  // The tests are only being counted (test/run.ts): a name for the lab is enough, nobody enters it.
  if (process.env.OKURU_TESTS === 'count') {
    process.env.OKURU_LAB_PID = String(process.pid);
    return;
  }
  const keeper = spawn(process.execPath, [join(__dirname, 'keeper.ts')], { stdio: ['pipe', 'pipe', 'inherit'] });
  globalThis.okuruLabKeeper = keeper;
  const ready = once(keeper.stdout, 'data').then(() => true);
  const ended = once(keeper, 'exit').then(() => false);
  if (!(await Promise.race([ready, ended]))) throw new Error('The lab could not be built; the reason stands above.');
  process.env.OKURU_LAB_PID = String(keeper.pid);
};
