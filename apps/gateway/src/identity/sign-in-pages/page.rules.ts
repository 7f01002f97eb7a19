import escapeHtml from 'escape-html';
import type { ProviderName } from '../../providers/settings/provider-settings';
import { type Language, TEXTS } from './page-text.rules';
import { SIGN_IN_SCRIPT_PATH } from './passkey-scripts';

const policyOf = (formTargets: readonly string[], scripts = ''): string =>
  `default-src 'none'; ${scripts}style-src 'self'; form-action ${["'self'", ...formTargets].join(' ')}; base-uri 'none'; ` +
  "frame-ancestors 'none'";
/** No script at all, nothing from elsewhere, in no frame; forms go to this server. */
export const PAGE_POLICY = policyOf([]);

/** A script of this server, which asks this server; none inside the page. */
const OWN_SCRIPT = "script-src 'self'; connect-src 'self'; ";
export const SCRIPTED_POLICY = policyOf([], OWN_SCRIPT);

/** A browser holds the way back to the program that asked against the policy of the form, too. */
export const signInPolicy = (redirectUri: unknown): string => {
  const target = typeof redirectUri === 'string' ? URL.parse(redirectUri) : null;
  return target === null || target.origin === 'null' ? SCRIPTED_POLICY : policyOf([target.origin], OWN_SCRIPT);
};

/** A page of ours: its style, and a script if it has one, come from this server alone. */
export const documentOf = (language: Language, title: string, body: string, script?: string): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)} · An Sinh</title>
<link rel="stylesheet" href="/sign-in/style.css">${script === undefined ? '' : `\n<script src="${script}" defer></script>`}
</head>
<body>
<main>
<p class="name">An Sinh</p>
<h1>${escapeHtml(title)}</h1>
${body}
</main>
</body>
</html>
`;

const messageOf = (language: Language, title: string, text: string): string =>
  documentOf(language, title, `<p>${escapeHtml(text)}</p>`);

export type SignInPage = {
  readonly language: Language;
  readonly uid: string;
  readonly csrf: string;
  readonly clientName: string;
  readonly username: string;
  readonly providers: readonly ProviderName[];
  /** What was wrong with what was sent before. */
  readonly refusal?: { readonly title: string; readonly fix: string };
};

/** Plain links: what they lead to is begun by a browser alone, and is of no use to another one. */
const linksTo = (providers: readonly ProviderName[], uid: string, texts: Readonly<Record<ProviderName, string>>) =>
  providers
    .map(
      (name) =>
        `\n<p><a class="other" href="/sign-in/${escapeHtml(uid)}/by/${name}">${escapeHtml(texts[name])}</a></p>`,
    )
    .join('');

/** User name, password and second factor in one form: what was wrong with which of them is not told by what is asked next. */
export const signInPage = ({ language, uid, csrf, clientName, username, providers, refusal }: SignInPage): string => {
  const text = TEXTS[language];
  const wrong =
    refusal === undefined
      ? ''
      : `<p class="wrong" role="alert"><strong>${escapeHtml(refusal.title)}</strong><br>${escapeHtml(refusal.fix)}</p>`;
  const other = language === 'vi' ? 'en' : 'vi';
  return documentOf(
    language,
    text.title,
    `<p>${escapeHtml(text.signInTo)} <strong>${escapeHtml(clientName)}</strong></p>
${wrong}
<p id="problem" class="wrong" role="alert" aria-live="assertive" tabindex="-1" hidden></p>
<form id="sign-in" method="post" action="/sign-in/${escapeHtml(uid)}" autocomplete="on" data-failed="${escapeHtml(text.passkeyFailed)}">
<input type="hidden" name="csrf" value="${escapeHtml(csrf)}">
<input type="hidden" name="language" value="${language}">
<label for="username">${escapeHtml(text.username)}</label>
<input id="username" name="username" value="${escapeHtml(username)}" autocomplete="username" autocapitalize="none"
 spellcheck="false" required maxlength="100"${username === '' ? ' autofocus' : ''}>
<label for="password">${escapeHtml(text.password)}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required maxlength="200"${
      username === '' ? '' : ' autofocus'
    }>
<label for="code">${escapeHtml(text.code)}</label>
<input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="12" aria-describedby="hint">
<p id="hint" class="hint">${escapeHtml(text.codeHint)}</p>
<button name="act" value="sign-in">${escapeHtml(text.signIn)}</button>
<button id="passkey" type="button" class="second" hidden>${escapeHtml(text.byPasskey)}</button>
<button name="act" value="cancel" class="second" formnovalidate>${escapeHtml(text.cancel)}</button>
</form>${linksTo(providers, uid, text.by)}
<p class="hint"><a href="/sign-in/${escapeHtml(uid)}?language=${other}" lang="${other}">${escapeHtml(text.otherLanguage)}</a></p>`,
    SIGN_IN_SCRIPT_PATH,
  );
};

/** `form` comes from the authorization server: it holds the token that it asks back. */
export const signOutPage = (language: Language, form: string): string => {
  const text = TEXTS[language];
  return documentOf(
    language,
    text.signOutTitle,
    `<p>${escapeHtml(text.signOutAsked)}</p>
${form}
<button form="op.logoutForm" name="logout" value="yes" autofocus>${escapeHtml(text.signOut)}</button>
<button form="op.logoutForm" class="second">${escapeHtml(text.stay)}</button>`,
  );
};

export const signedOutPage = (language: Language): string =>
  messageOf(language, TEXTS[language].signedOutTitle, TEXTS[language].signedOut);

export const expiredPage = (language: Language): string =>
  messageOf(language, TEXTS[language].expiredTitle, TEXTS[language].expired);

export const otherAccountPage = (language: Language): string => {
  const text = TEXTS[language];
  return documentOf(
    language,
    text.otherAccountTitle,
    `<p>${escapeHtml(text.otherAccount)}</p>
<p><a href="/oauth/sign-out">${escapeHtml(text.toSignOut)}</a></p>`,
  );
};

/** What a program asked for cannot be answered to it; the word of OAuth is for who wrote it. */
export const errorPage = (language: Language, error: string): string =>
  documentOf(
    language,
    TEXTS[language].stoppedTitle,
    `<p>${escapeHtml(TEXTS[language].stopped)}</p>
<p class="hint"><code>${escapeHtml(error)}</code></p>`,
  );

/** Served by itself: the policy of the pages allows no style inside them. */
export const STYLE = `:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; background: Canvas; color: CanvasText; }
main { max-width: 24rem; margin: 10vh auto; padding: 0 1.25rem; }
.name { margin: 0; font-weight: 600; color: #0b6e4f; }
@media (prefers-color-scheme: dark) { .name { color: #5fd0a5; } }
h1 { margin: 0 0 1rem; font-size: 1.5rem; }
label { display: block; margin-top: 1rem; font-weight: 600; }
input:not([type=hidden]) { box-sizing: border-box; width: 100%; padding: 0.6rem; font: inherit; border: 1px solid GrayText;
  border-radius: 6px; background: Field; color: FieldText; }
button { box-sizing: border-box; width: 100%; margin-top: 1rem; padding: 0.7rem; font: inherit; font-weight: 600;
  border: 1px solid #0b6e4f; border-radius: 6px; background: #0b6e4f; color: #fff; cursor: pointer; }
button.second { background: transparent; color: inherit; border-color: GrayText; }
:focus-visible { outline: 3px solid #1a73e8; outline-offset: 2px; }
.other { display: block; padding: 0.7rem; text-align: center; font-weight: 600; border: 1px solid GrayText; border-radius: 6px;
  color: inherit; text-decoration: none; }
.hint { margin: 0.25rem 0 0; font-size: 0.875rem; }
.wrong { padding: 0.75rem; border-left: 4px solid #c62828; background: color-mix(in srgb, #c62828 12%, transparent); }
`;
