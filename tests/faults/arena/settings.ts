type Settings = {
  readonly seed: number;
  /** The bounds of `npm run faults`; false for the slice of `npm test`. */
  readonly isFull: boolean;
  /** Ids of faults; all when empty. */
  readonly only: readonly string[];
  /** Whether those are left out that take long, as `npm test` does. */
  readonly isSlice: boolean;
};

/** What `npm run faults` and `npm test` hand to the tests. */
export const readSettings = (environment: Readonly<Record<string, string | undefined>> = process.env): Settings => ({
  seed: Number(environment.FAULTS_SEED ?? 1),
  isFull: environment.FAULTS_FULL === 'true',
  only: (environment.FAULTS_ONLY ?? '').split(',').filter((id) => id !== ''),
  isSlice: environment.FAULTS_SLICE === 'true',
});
