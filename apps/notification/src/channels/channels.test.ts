import { MESSAGE_CHANNELS } from '@ansinh/contracts/notification/kinds';
import { CHANNELS, requireChannelSettings } from './channels';

describe('the channels', () => {
  afterEach(() => {
    delete process.env.SMTP_URL;
  });

  it('are the inbox and all that the contracts know', () => {
    expect(Object.keys(CHANNELS).sort()).toEqual(['inbox', ...Object.keys(MESSAGE_CHANNELS)].sort());
  });

  it('each find a setting that cannot be used before anything is taken over', () => {
    expect(requireChannelSettings).not.toThrow();
    process.env.SMTP_URL = 'pigeon://loft:secret@roof';
    expect(requireChannelSettings).toThrow(/SMTP_URL/);
    expect(requireChannelSettings).not.toThrow(/secret/);
  });
});
