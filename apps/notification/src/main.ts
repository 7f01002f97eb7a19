import '@ansinh/telemetry/register';
import { runService } from '@ansinh/service';
import { service } from './service';

void runService(service);
