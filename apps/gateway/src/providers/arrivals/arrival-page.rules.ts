import escapeHtml from 'escape-html';
import { documentOf } from '../../identity/sign-in-pages/page.rules';
import type { Language } from '../../identity/sign-in-pages/page-text.rules';
import type { ProviderName } from '../settings/provider-settings';

type Texts = Readonly<
  Record<
    | 'awayTitle'
    | 'away'
    | 'refusedTitle'
    | 'refused'
    | 'account'
    | 'mixed-up'
    | 'unsure'
    | 'personal-id'
    | 'name'
    | 'level'
    | 'back'
    | 'codeTitle'
    | 'codeAsked'
    | 'code'
    | 'linkTitle'
    | 'linkAsked'
    | 'username'
    | 'firstCode'
    | 'secondCode'
    | 'goOn',
    string
  >
>;

const TEXTS: Readonly<Record<Language, Texts>> = {
  vi: {
    awayTitle: 'Nơi định danh chưa trả lời',
    away: 'Hệ thống định danh không trả lời. Hãy thử lại sau ít phút, hoặc đăng nhập bằng cách khác.',
    refusedTitle: 'Không đăng nhập được',
    refused: 'Câu trả lời của hệ thống định danh không dùng được. Hãy bắt đầu lại.',
    account: 'Tài khoản đã đóng hoặc hôm nay không có vai trò nào. Hãy hỏi quản trị viên.',
    'mixed-up': 'Hệ thống định danh cho biết số định danh khác với lần trước. Hãy liên hệ cơ quan bảo hiểm xã hội.',
    unsure:
      'Số định danh này đã đăng nhập ở đây bằng một tài khoản định danh khác. Hãy đăng nhập bằng tài khoản mức độ 2.',
    'personal-id': 'Hệ thống định danh không gửi số định danh cá nhân 12 chữ số.',
    name: 'Hệ thống định danh không gửi họ và tên.',
    level: 'Hệ thống định danh không cho biết mức độ của tài khoản định danh điện tử.',
    back: 'Quay lại trang đăng nhập',
    codeTitle: 'Mã một lần',
    codeAsked: 'Cơ quan đã xác nhận một yếu tố. Hãy nhập sáu chữ số đang hiện trên ứng dụng của bạn.',
    code: 'Mã một lần',
    linkTitle: 'Lần đăng nhập đầu tiên',
    linkAsked: 'Tài khoản cơ quan này chưa gắn với ai ở đây. Hãy nhập hai mã do hai quản trị viên đưa cho bạn.',
    username: 'Tên đăng nhập',
    firstCode: 'Mã thứ nhất',
    secondCode: 'Mã thứ hai',
    goOn: 'Tiếp tục',
  },
  en: {
    awayTitle: 'The identity provider does not answer',
    away: 'The identity provider does not answer. Try again in some minutes, or sign in another way.',
    refusedTitle: 'The sign-in cannot go on',
    refused: 'The answer of the identity provider is of no use. Begin again.',
    account: 'The account is closed, or has no role today. Ask an administrator.',
    'mixed-up': 'The identity provider says another personal id than before. Turn to the social insurance agency.',
    unsure: 'Another electronic identity of this personal id has signed in here. Sign in with one of level 2.',
    'personal-id': 'The identity provider has not sent a personal id of 12 digits.',
    name: 'The identity provider has not sent a name.',
    level: 'The identity provider has not said of which level the electronic identity is.',
    back: 'Back to the sign-in',
    codeTitle: 'One-time code',
    codeAsked: 'The agency has confirmed one factor. Enter the six digits that your app shows now.',
    code: 'One-time code',
    linkTitle: 'Your first sign-in',
    linkAsked:
      'This account of the agency is nobody here yet. Enter the two codes that two administrators have given you.',
    username: 'User name',
    firstCode: 'First code',
    secondCode: 'Second code',
    goOn: 'Go on',
  },
};

export type StopReason = 'refused' | 'account' | 'mixed-up' | 'unsure' | 'personal-id' | 'name' | 'level';

const wayBack = (language: Language, uid: string): string =>
  `<p><a href="/sign-in/${escapeHtml(uid)}?language=${language}">${escapeHtml(TEXTS[language].back)}</a></p>`;

export const awayPage = (language: Language, uid: string): string =>
  documentOf(
    language,
    TEXTS[language].awayTitle,
    `<p>${escapeHtml(TEXTS[language].away)}</p>\n${wayBack(language, uid)}`,
  );

export const stoppedPage = (language: Language, uid: string, reason: StopReason): string =>
  documentOf(
    language,
    TEXTS[language].refusedTitle,
    `<p>${escapeHtml(TEXTS[language][reason])}</p>\n${wayBack(language, uid)}`,
  );

export type Asking = {
  readonly language: Language;
  readonly uid: string;
  readonly provider: ProviderName;
  readonly csrf: string;
  readonly refusal?: { readonly title: string; readonly fix: string } | undefined;
};

const wrongOf = (refusal: Asking['refusal']): string =>
  refusal === undefined
    ? ''
    : `<p class="wrong" role="alert"><strong>${escapeHtml(refusal.title)}</strong><br>${escapeHtml(refusal.fix)}</p>\n`;

const formOf = ({ language, uid, provider, csrf, refusal }: Asking, asked: string, what: string, fields: string) =>
  `<p>${escapeHtml(asked)}</p>
${wrongOf(refusal)}<form method="post" action="/sign-in/${escapeHtml(uid)}/by/${provider}/${what}" autocomplete="off">
<input type="hidden" name="csrf" value="${escapeHtml(csrf)}">
<input type="hidden" name="language" value="${language}">
${fields}
<button>${escapeHtml(TEXTS[language].goOn)}</button>
</form>
${wayBack(language, uid)}`;

const field = (name: string, label: string, attributes: string): string =>
  `<label for="${name}">${escapeHtml(label)}</label>\n<input id="${name}" name="${name}" required ${attributes}>`;

export const codePage = (asking: Asking): string => {
  const text = TEXTS[asking.language];
  const code = field('code', text.code, 'inputmode="numeric" autocomplete="one-time-code" maxlength="12" autofocus');
  return documentOf(asking.language, text.codeTitle, formOf(asking, text.codeAsked, 'code', code));
};

export const linkPage = (asking: Asking): string => {
  const text = TEXTS[asking.language];
  const fields = [
    field('username', text.username, 'autocapitalize="none" spellcheck="false" maxlength="100" autofocus'),
    field('first', text.firstCode, 'spellcheck="false" maxlength="100"'),
    field('second', text.secondCode, 'spellcheck="false" maxlength="100"'),
  ].join('\n');
  return documentOf(asking.language, text.linkTitle, formOf(asking, text.linkAsked, 'link', fields));
};
