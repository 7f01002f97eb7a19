import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSigningIdentity, type SigningIdentity } from '@ansinh/sample-data';
import { readLocalConfig } from '../../config';

/** The facilities' certificates stand for all of the sample month. */
const VALID_FROM = new Date('2026-01-01T00:00:00Z');

const readIdentity = (file: string): SigningIdentity => {
  const { privateKeyPem, certificatePem } = JSON.parse(readFileSync(file, 'utf8'));
  return { privateKeyPem, certificatePem };
};

/**
 * What a hospital of the sample signs with. The key is made once and kept beside the local data: a second run signs the
 * same bytes. Of two processes that make it at once, the first one counts.
 */
export const sampleIdentity = (facilityCode: string): SigningIdentity => {
  const directory = join(readLocalConfig().rootDirectory, '.local/sample-keys');
  const file = join(directory, `${facilityCode}.json`);
  if (existsSync(file)) return readIdentity(file);
  mkdirSync(directory, { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(createSigningIdentity(facilityCode, VALID_FROM)), { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!existsSync(file)) throw error;
  } finally {
    rmSync(draft);
  }
  return readIdentity(file);
};
