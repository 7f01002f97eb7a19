import type { Fault } from './arena/fault';
import { f05 } from './f05-a-killed-relay-loses-nothing.fault';

/** In the order in which they are played. */
export const FAULTS: readonly Fault[] = [f05];
