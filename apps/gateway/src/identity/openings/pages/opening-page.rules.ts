import escapeHtml from 'escape-html';
import { documentOf } from '../../sign-in-pages/page.rules';
import type { Language } from '../../sign-in-pages/page-text.rules';

type Texts = Readonly<
  Record<
    | 'title'
    | 'asked'
    | 'username'
    | 'firstCode'
    | 'secondCode'
    | 'goOn'
    | 'accountOf'
    | 'app'
    | 'secret'
    | 'inApp'
    | 'password'
    | 'passwordHint'
    | 'again'
    | 'code'
    | 'open'
    | 'differs'
    | 'openedTitle'
    | 'opened'
    | 'addDevice',
    string
  >
>;

const TEXTS: Readonly<Record<Language, Texts>> = {
  vi: {
    title: 'Mở tài khoản',
    asked: 'Hai quản trị viên đã đưa cho bạn mỗi người một mã. Hãy nhập cả hai.',
    username: 'Tên đăng nhập',
    firstCode: 'Mã thứ nhất',
    secondCode: 'Mã thứ hai',
    goOn: 'Tiếp tục',
    accountOf: 'Tài khoản của',
    app: 'Nhập khóa này vào ứng dụng mã một lần. Khóa chỉ hiện một lần, không ai khác thấy.',
    secret: 'Khóa',
    inApp: 'Mở trong ứng dụng',
    password: 'Mật khẩu mới',
    passwordHint: 'Từ 12 đến 128 ký tự; một câu dài dễ nhớ là tốt nhất.',
    again: 'Nhập lại mật khẩu',
    code: 'Mã một lần đang hiện trên ứng dụng',
    open: 'Mở tài khoản',
    differs: 'Hai lần nhập mật khẩu không giống nhau.',
    openedTitle: 'Tài khoản đã mở',
    opened: 'Từ bây giờ bạn đăng nhập bằng mật khẩu và mã một lần. Có thể đóng cửa sổ này.',
    addDevice: 'Thêm khóa truy cập của thiết bị này',
  },
  en: {
    title: 'Open an account',
    asked: 'Two administrators have given you a code each. Enter both.',
    username: 'User name',
    firstCode: 'First code',
    secondCode: 'Second code',
    goOn: 'Go on',
    accountOf: 'The account of',
    app: 'Enter this key into an app for one-time codes. It is shown once, and to nobody else.',
    secret: 'Key',
    inApp: 'Open in the app',
    password: 'New password',
    passwordHint: '12 to 128 characters; a long sentence that you remember is best.',
    again: 'The password again',
    code: 'One-time code that the app shows now',
    open: 'Open the account',
    differs: 'The two passwords are not the same.',
    openedTitle: 'The account is open',
    opened: 'From now on you sign in with the password and a one-time code. This window can be closed.',
    addDevice: 'Add a passkey of this device',
  },
};

export type Refusal = { readonly title: string; readonly fix: string };
export const differingPasswords = (language: Language): Refusal => ({ title: TEXTS[language].differs, fix: '' });

const refusalOf = (refusal: Refusal | undefined): string =>
  refusal === undefined
    ? ''
    : `<p class="wrong" role="alert"><strong>${escapeHtml(refusal.title)}</strong><br>${escapeHtml(refusal.fix)}</p>`;

const field = (name: string, label: string, attributes: string): string =>
  `<label for="${name}">${escapeHtml(label)}</label>
<input id="${name}" name="${name}" required spellcheck="false" autocapitalize="none" ${attributes}>`;

const hidden = (fields: Readonly<Record<string, string>>): string =>
  Object.entries(fields)
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`)
    .join('\n');

/** Who has two codes says so. */
export const askingPage = (language: Language, username: string, refusal?: Refusal): string => {
  const text = TEXTS[language];
  return documentOf(
    language,
    text.title,
    `<p>${escapeHtml(text.asked)}</p>
${refusalOf(refusal)}
<form method="post" action="/opening">
${hidden({ language })}
${field('username', text.username, `value="${escapeHtml(username)}" autocomplete="username" maxlength="100"`)}
${field('first', text.firstCode, 'autocomplete="off" maxlength="100"')}
${field('second', text.secondCode, 'autocomplete="off" maxlength="100"')}
<button>${escapeHtml(text.goOn)}</button>
</form>`,
  );
};

export type Begun = {
  readonly username: string;
  readonly first: string;
  readonly second: string;
  readonly name: string;
  readonly office: string;
  readonly secret: string;
  readonly uri: string;
};

/** Whose account it is; password and second factor are said by that person. */
export const choosingPage = (language: Language, begun: Begun, refusal?: Refusal): string => {
  const text = TEXTS[language];
  const { name, office, secret, uri } = begun;
  const groups = secret.match(/.{1,4}/g) ?? [];
  return documentOf(
    language,
    text.title,
    `<p>${escapeHtml(text.accountOf)} <strong>${escapeHtml(name)}</strong>, ${escapeHtml(office)}</p>
${refusalOf(refusal)}
<p>${escapeHtml(text.app)}</p>
<p>${escapeHtml(text.secret)}: <code>${escapeHtml(groups.join(' '))}</code><br>
<a href="${escapeHtml(uri)}">${escapeHtml(text.inApp)}</a></p>
<form method="post" action="/opening/completion">
${hidden({ language, ...begun })}
${field('password', text.password, 'type="password" autocomplete="new-password" maxlength="200" aria-describedby="hint"')}
<p id="hint" class="hint">${escapeHtml(text.passwordHint)}</p>
${field('again', text.again, 'type="password" autocomplete="new-password" maxlength="200"')}
${field('code', text.code, 'inputmode="numeric" autocomplete="one-time-code" maxlength="12"')}
<button>${escapeHtml(text.open)}</button>
</form>`,
  );
};

export const openedPage = (language: Language): string =>
  documentOf(
    language,
    TEXTS[language].openedTitle,
    `<p>${escapeHtml(TEXTS[language].opened)}</p>
<p><a href="/account/passkeys">${escapeHtml(TEXTS[language].addDevice)}</a></p>`,
  );
