import { isMainThread } from 'node:worker_threads';
import { environment } from './config';

/**
 * Places at which a test may break a running process, armed by the environment variable FAILPOINTS alone:
 * `after-commit=exit@3;before-commit=throw`. A process with NODE_ENV=production and FAILPOINTS refuses to start.
 *
 * | name                  | where                                                                              |
 * | --------------------- | ---------------------------------------------------------------------------------- |
 * | `before-commit`       | in the transaction of a request, all written, right before its commit               |
 * | `commit`              | the commit of a request; takes `execute-then-throw` alone                           |
 * | `after-commit`        | the request is committed, its answer not sent                                       |
 * | `before-publish`      | the relay has read a batch of the outbox and not sent it                            |
 * | `after-ack`           | Kafka has acknowledged a batch, its rows are still in the outbox                    |
 * | `before-effect-commit`| in the transaction of an event, inbox row and effect written, right before its commit |
 * | `after-effect-commit` | inbox row and effect are committed, the offset in Kafka is not                      |
 * | `before-job-commit`   | in the transaction of a job, its effect and its end written, right before its commit   |
 * | `while-reading`       | a thread has been given a file and not read it                                       |
 *
 * | action               | does                                                                                 |
 * | -------------------- | ------------------------------------------------------------------------------------ |
 * | `exit`               | SIGKILL to itself: no clean-up, as with a power cut; a thread ends, and its process lives |
 * | `hang`               | never goes on here; the rest of the process does                                      |
 * | `throw`              | an error that nobody expects                                                          |
 * | `execute-then-throw` | does the work, then throws what a caller sees whose commit timed out                  |
 *
 * `@3` acts on the third hit alone, `@3+` from the third on, without either on every hit.
 */
export const FAILPOINTS = [
  'before-commit',
  'commit',
  'after-commit',
  'before-publish',
  'after-ack',
  'before-effect-commit',
  'after-effect-commit',
  'before-job-commit',
  'while-reading',
] as const;
export type FailpointName = (typeof FAILPOINTS)[number];

const ACTIONS = ['exit', 'hang', 'throw', 'execute-then-throw'] as const;
type Action = (typeof ACTIONS)[number];
export type ArmedFailpoint = { readonly action: Action; readonly from: number; readonly to: number };

const isName = (text: string | undefined): text is FailpointName => FAILPOINTS.some((name) => name === text);
const isAction = (text: string | undefined): text is Action => ACTIONS.some((action) => action === text);

const parseOne = (text: string): [FailpointName, ArmedFailpoint] => {
  const [, name, action, hit, plus] = /^([a-z-]+)=([a-z-]+?)(?:@([1-9]\d{0,8})(\+)?)?$/.exec(text) ?? [];
  if (!isName(name)) throw new Error(`FAILPOINTS names "${text}", but the failpoints are ${FAILPOINTS.join(', ')}`);
  if (!isAction(action)) throw new Error(`FAILPOINTS wants "${text}", but the actions are ${ACTIONS.join(', ')}`);
  if ((name === 'commit') !== (action === 'execute-then-throw'))
    throw new Error('FAILPOINTS: commit and execute-then-throw only go together');
  const from = hit === undefined ? 1 : Number(hit);
  return [name, { action, from, to: hit === undefined || plus === '+' ? Number.POSITIVE_INFINITY : from }];
};

/**
 * Reads `name=action[@hit[+]];...`.
 * @throws Error with one sentence: an unknown name or action, or any failpoint in production
 */
export const parseFailpoints = (
  text: string | undefined,
  nodeEnvironment: string | undefined,
): ReadonlyMap<FailpointName, ArmedFailpoint> => {
  const parts = (text ?? '').split(';').flatMap((part) => (part.trim() === '' ? [] : [part.trim()]));
  if (parts.length > 0 && nodeEnvironment === 'production')
    throw new Error(
      'FAILPOINTS is set, but NODE_ENV is production: a process that breaks on purpose must not start there',
    );
  return new Map(parts.map(parseOne));
};

const armedOrEnd = (): ReadonlyMap<FailpointName, ArmedFailpoint> => {
  try {
    return parseFailpoints(environment.failpoints, environment.nodeEnvironment);
  } catch (error) {
    // One sentence and no stack: it is the operator's mistake, found before anything was opened.
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
};

const armed = armedOrEnd();
const hits = new Map<FailpointName, number>();

const actionOf = (name: FailpointName): Action | undefined => {
  const point = armed.get(name);
  if (point === undefined) return undefined;
  const hit = (hits.get(name) ?? 0) + 1;
  hits.set(name, hit);
  return hit >= point.from && hit <= point.to ? point.action : undefined;
};

const act = (name: FailpointName, action: Action): Promise<never> => {
  if (action === 'throw') throw new Error(`failpoint ${name}`);
  if (action === 'exit' && isMainThread) process.kill(process.pid, 'SIGKILL');
  if (action === 'exit') process.exit(1);
  return new Promise<never>(() => undefined);
};

/** Costs one look at an empty map when nothing is armed: `await failpoint('after-commit')`. */
export const failpoint = (name: FailpointName): Promise<never> | undefined => {
  if (armed.size === 0) return undefined;
  const action = actionOf(name);
  return action === undefined ? undefined : act(name, action);
};

/** What a caller sees whose commit was carried out and whose answer was lost. */
const timedOut = (): Error => Object.assign(new Error('the commit timed out'), { code: 'P1008' });

/** Runs work; when `execute-then-throw` is armed for it, the work is done and the caller is told of a timeout. */
export const withFailpoint = async <Result>(name: 'commit', work: () => Promise<Result>): Promise<Result> => {
  if (armed.size === 0) return work();
  const action = actionOf(name);
  const result = await work();
  if (action !== undefined) throw timedOut();
  return result;
};
