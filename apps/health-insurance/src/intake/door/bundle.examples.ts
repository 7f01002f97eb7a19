import { RECEIVED } from './claim-file.examples';

/** The claim file of the other example, packed. */
const BUNDLE = 'ZIPBASE64';

export const SUBMITTING_BUNDLE = {
  file: { contentType: 'application/zip', base64: BUNDLE },
  reply: { taken: 1, refused: 0, files: [{ path: 'KB260914000117.xml', submission: RECEIVED }] },
} as const;
