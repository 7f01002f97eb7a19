/**
 * Calls `stop` once on Ctrl-C, SIGTERM or the end of the terminal, then ends with exit code 0. A second Ctrl-C ends at
 * once; the watchdog then stops what is left.
 */
export const stopOnSignal = (stop: (signal: NodeJS.Signals) => Promise<void>): void => {
  let stoppingSince: number | undefined;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (stoppingSince !== undefined) {
      // npm passes on the Ctrl-C that the terminal has already delivered; only a later one is the user's impatience.
      if (performance.now() - stoppingSince > 1_000) process.exit(130);
      return;
    }
    stoppingSince = performance.now();
    stop(signal).then(
      () => process.exit(0),
      (error: unknown) => {
        console.error('Stopping failed:', error);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
};
