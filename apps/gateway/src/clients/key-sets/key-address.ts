import { BlockList, isIP } from 'node:net';
import { reject } from '@ansinh/contracts/catalogue/problems';

/** Where nobody outside publishes anything: this machine, networks behind a door, and what is no single address. */
const inside = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of [
  ['::', 127],
  ['64:ff9b::', 96],
  // Of the ways by which one family goes through the other an address may lead anywhere.
  ['2001::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  inside.addSubnet(net, prefix, 'ipv6');

/** Whether an IP address may be asked for the keys of a partner. */
export const isOutside = (address: string): boolean => {
  const family = isIP(address);
  // An IPv4 address in the clothes of the other family is looked at as what it is (BlockList does so).
  return family !== 0 && !inside.check(address, family === 6 ? 'ipv6' : 'ipv4');
};

const faultOf = (url: URL): string | undefined => {
  if (url.protocol !== 'https:') return 'the address of the keys begins with https:';
  if (url.username !== '' || url.password !== '' || url.hash !== '') return 'the address is one without a name or a #';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return isIP(host) !== 0 && !isOutside(host) ? 'this address is not on the internet' : undefined;
};

/** @throws request.invalid for an address that nobody outside can have */
export const requireKeyAddress = (jwksUrl: string): void => {
  const detail = faultOf(new URL(jwksUrl));
  if (detail !== undefined) throw reject('request.invalid', { errors: [{ pointer: '/jwksUrl', detail }] });
};
