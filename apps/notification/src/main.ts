import '@ansinh/telemetry/register';
import { runService } from '@ansinh/platform';
import { mailSettings } from './channels/email/config';
import { service } from './service';

// A setting that cannot be used ends the process before it takes anything over.
mailSettings();
void runService(service);
