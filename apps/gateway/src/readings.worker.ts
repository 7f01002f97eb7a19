// What a thread of this service reads (packages/threads).
import { serveReadings } from '@ansinh/threads';
import { formReading } from './national/form-reading';

serveReadings([formReading]);
