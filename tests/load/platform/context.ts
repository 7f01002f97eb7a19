import type { KafkaServer, Platform, PostgresServer } from '@ansinh/local';

/** What infra/local/load.mjs hands to a test. */
type Context = {
  /** What follows the name of the test on the command line. */
  readonly options: readonly string[];
  /** Removed after the test. */
  readonly directory: string;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
};

/** `run` of a test with `platform = true`: the whole platform runs. Answers whether the targets hold. */
export type RunOnPlatform = (context: Context & { readonly platform: Platform }) => Promise<boolean>;

/** `run` of a test with two servers and nothing else. */
export type RunOnServers = (
  context: Context & { readonly postgres: PostgresServer; readonly kafka: KafkaServer },
) => Promise<boolean>;
