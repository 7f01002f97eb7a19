/** The part of opossum 10 that we use; the package brings no types. */
declare module 'opossum' {
  type Options = {
    readonly name?: string;
    readonly timeout?: number | false;
    readonly errorThresholdPercentage?: number;
    readonly volumeThreshold?: number;
    readonly resetTimeout?: number;
    readonly rollingCountTimeout?: number;
    /** True for an error that says nothing about the health of what was called. */
    readonly errorFilter?: (error: unknown) => boolean;
  };
  class CircuitBreaker<Arguments extends unknown[], Result> {
    constructor(action: (...args: Arguments) => Promise<Result>, options?: Options);
    fire(...args: Arguments): Promise<Result>;
    readonly opened: boolean;
    shutdown(): void;
    on(event: 'open' | 'close', listener: () => void): this;
    static isOurError(error: unknown): boolean;
  }
  export = CircuitBreaker;
}
