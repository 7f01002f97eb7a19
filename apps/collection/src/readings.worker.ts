// What a thread of this service reads (packages/threads).
import { serveReadings } from '@ansinh/threads';
import { statementReading } from './receipts/bank-statement-file';

serveReadings([statementReading]);
