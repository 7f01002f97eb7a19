// What a thread of this service reads (packages/threads).
import { serveReadings } from '@ansinh/threads';
import { checkInReading } from './intake/check-ins/check-in-file';
import { claimFileReading } from './intake/reader/file-reader';
import { catalogueReading } from './registers/catalogues/catalogue-records';

serveReadings([claimFileReading, checkInReading, catalogueReading]);
