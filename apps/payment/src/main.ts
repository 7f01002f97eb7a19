import '@ansinh/telemetry/register';
import { runService } from '@ansinh/platform';
import { service } from './service';

void runService(service);
