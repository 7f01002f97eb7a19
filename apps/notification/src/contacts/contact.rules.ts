import { type Contact, EmailAddress, type Language } from '@ansinh/contracts/notification/api';

/** What somebody chose for itself. */
export type ContactChoice = {
  readonly email: string | null;
  readonly language: Language;
  readonly changedAt: Date;
  readonly verifiedAt: Date | null;
};

/** A choice counts for all that was registered before it: who chose to have no e-mail has none. */
export const contactOf = (registeredEmail: string | null, choice: ContactChoice | undefined): Contact =>
  choice === undefined
    ? { email: registeredEmail, language: 'vi', verifiedAt: null, changedAt: null }
    : {
        email: choice.email,
        language: choice.language,
        verifiedAt: choice.verifiedAt?.toISOString() ?? null,
        changedAt: choice.changedAt.toISOString(),
      };

/** The address as one that mail can be sent to: what was registered elsewhere may be any text. */
export const mailAddressOf = ({ email }: Contact): string | undefined => EmailAddress.safeParse(email).data;
