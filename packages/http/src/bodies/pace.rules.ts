/** How fast a body has to come: so many bytes a second on the average, once a first time is over. */
export type Pace = { readonly graceMs: number; readonly bytesPerSecond: number };

/** Whether so many bytes in so much time are fewer than the pace asks for. */
export const isTooSlow = ({ graceMs, bytesPerSecond }: Pace, elapsedMs: number, bytes: number): boolean =>
  elapsedMs > graceMs && bytes < ((elapsedMs - graceMs) / 1_000) * bytesPerSecond;
