import '@ansinh/telemetry/door';
import { join } from 'node:path';
import { runService } from '@ansinh/platform';
import { openThreads, readBy } from '@ansinh/threads';
import { service } from './service';

readBy(openThreads(join(__dirname, 'readings.worker.js')));
void runService(service);
