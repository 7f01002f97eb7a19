/**
 * The same as `register` for a process whose requests are those of strangers: the first import of its main.ts. Each request
 * begins a trace of ours; the one that the stranger names is linked.
 */
import { startOnce } from './start-once';

startOnce({ isDoor: true });
