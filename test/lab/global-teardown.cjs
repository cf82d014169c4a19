const { once } = require('node:events');

module.exports = async () => {
  await Promise.all((globalThis.okuruLabKeepers ?? []).map(endKeeper));
};

async function endKeeper(keeper) {
  if (keeper.exitCode !== null) return;
  const ended = once(keeper, 'exit');
  keeper.stdin.end();
  await ended;
}
