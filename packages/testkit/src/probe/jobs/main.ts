import '@ansinh/telemetry/register';
import { runService } from '@ansinh/platform';
import { jobProbeService } from './job-probe';

void runService(jobProbeService);
