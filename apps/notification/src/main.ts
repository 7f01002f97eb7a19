import '@ansinh/telemetry/register';
import { runService } from '@ansinh/platform';
import { requireChannelSettings } from './channels/channels';
import { service } from './service';

requireChannelSettings();
void runService(service);
