import type { Finding } from '@ansinh/contracts/health-insurance/api';

export type StructureFault = Pick<Finding, 'message' | 'messageVi'> &
  Partial<Pick<Finding, 'table' | 'row' | 'field' | 'found' | 'expected' | 'nationalCode'>> & {
    readonly rule?: 'STRUCTURE' | 'CODES';
  };

const FOUND_LENGTH_MAX = 100;
const SOURCE = 'QD 130/QD-BYT, QD 4750/QD-BYT, QD 3176/QD-BYT';

/** A fault of form: it always returns the file, for nothing can be appraised on values that cannot be read. */
export const structureFinding = (fault: StructureFault): Finding => ({
  ...fault,
  rule: fault.rule ?? 'STRUCTURE',
  severity: 'return',
  ...(fault.found === undefined ? {} : { found: fault.found.slice(0, FOUND_LENGTH_MAX) }),
  source: SOURCE,
});
