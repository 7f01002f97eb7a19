import '@ansinh/telemetry/register';
import { runService } from '@ansinh/service';
import { readBy, readLargeInThread } from './claims/intake/file-reader';
import { service } from './service';

readBy(readLargeInThread().read);
void runService(service);
