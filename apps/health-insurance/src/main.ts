import '@ansinh/telemetry/register';
import { runService } from '@ansinh/platform';
import { readBy, readLargeInThread } from './intake/reader/file-reader';
import { service } from './service';

readBy(readLargeInThread().read);
void runService(service);
