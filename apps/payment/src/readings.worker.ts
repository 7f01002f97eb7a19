// What a thread of this service reads (packages/threads).
import { serveReadings } from '@ansinh/threads';
import { reportReading } from './bank/status-report-file';

serveReadings([reportReading]);
