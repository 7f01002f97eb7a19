import { NOW } from '@ansinh/contracts/examples/story';

const LIST = {
  source: 'Phụ lục công văn 1234/BHXH-GĐ ngày 30/9/2026',
  items: [
    { drugCode: '40.807', diagnoses: ['E11', 'E13'] },
    { drugCode: '40.154', diagnoses: ['J', 'N39.0'] },
  ],
} as const;

export const READING_INDICATIONS = { reply: { version: 1, changedAt: NOW, ...LIST } } as const;

export const REPLACING_INDICATIONS = { body: LIST, reply: { version: 1, changedAt: NOW, ...LIST } } as const;
