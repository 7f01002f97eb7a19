/** Whether a file is signed: `untrusted` holds, but its certificate did not stand for the facility when it came. */
export type FileSignature =
  | { readonly state: 'absent' }
  | { readonly state: 'untrusted' }
  | { readonly state: 'valid' }
  | { readonly state: 'invalid'; readonly fault: string };
