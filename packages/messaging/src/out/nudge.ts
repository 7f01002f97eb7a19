/** Waits that end early when somebody has news. A signal given while nobody waits is kept for the next wait. */
export class Nudge {
  #pending = false;
  #wake: (() => void) | undefined;

  signal(): void {
    this.#pending = true;
    this.#wake?.();
  }

  /** Until a signal or the time is over. With `only`, a signal counts only when it is true (e.g. while stopping). */
  async wait(milliseconds: number, only?: () => boolean): Promise<void> {
    if (this.#pending && (only === undefined || only())) {
      this.#pending = false;
      return;
    }
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        if (only !== undefined && !only()) return;
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = undefined;
    this.#pending = false;
  }
}
