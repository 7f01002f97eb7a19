module.exports = async () => {
  await globalThis.ansinhTestServers?.stop();
};
