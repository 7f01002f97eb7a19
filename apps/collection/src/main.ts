import '@ansinh/telemetry/register';
import { join } from 'node:path';
import { runService } from '@ansinh/platform';
import { openThreads, readBy } from '@ansinh/threads';
import { service } from './service';

// Banks send few files: one thread reads them.
readBy(openThreads(join(__dirname, 'readings.worker.js'), { threads: 1 }));
void runService(service);
