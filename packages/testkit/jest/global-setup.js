require('./sources.js');

/** Starts PostgreSQL and Kafka once for all tests and tells them where by the environment. */
module.exports = async () => {
  const { startTestServers } = require('../src/servers/servers.ts');
  const servers = await startTestServers();
  Object.assign(process.env, servers.environment);
  globalThis.ansinhTestServers = servers;
};
