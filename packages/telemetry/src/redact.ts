/** Card, personal and social-insurance numbers are runs of nine or more digits: none of them may stay in a trace or a log. */
export const redactPath = (path: string): string =>
  path.replace(/\?.*$/s, '').replace(/(?<![0-9a-f-])[A-Z]{0,2}\d{9,}/g, '***');
