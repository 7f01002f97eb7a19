import { reject } from '@ansinh/contracts/catalogue/problems';
import { Iso20022Error, readPain002, type StatusReport } from '@ansinh/iso20022';
import { reading } from '@ansinh/threads';

/** @throws Rejection payout-batch.report-unreadable with the place; the text of the file is never repeated. */
const readReport = async (xml: Buffer): Promise<StatusReport> => {
  try {
    return await readPain002(xml);
  } catch (error) {
    if (!(error instanceof Iso20022Error)) throw error;
    throw reject('payout-batch.report-unreadable', {
      errors: [{ pointer: error.path, detail: error.message, code: error.code }],
      line: error.line,
    });
  }
};

export const reportReading = reading({ name: 'status-report', read: readReport });
