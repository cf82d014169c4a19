const { once } = require('node:events');

module.exports = async () => {
  const keeper = globalThis.okuruLabKeeper;
  if (keeper === undefined || keeper.exitCode !== null) return;
  const ended = once(keeper, 'exit');
  keeper.stdin.end();
  await ended;
};
