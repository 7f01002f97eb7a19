import type { ProviderName } from '../../providers/settings/provider-settings';

/** The pages of the sign-in speak the language of the country, and English to who asks for it. */
export type Language = 'vi' | 'en';

type Preference = { readonly language: string; readonly weight: number };

const preferenceOf = (part: string): Preference => {
  const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
  const quality = parameters.map((text) => text.trim()).find((text) => text.startsWith('q='));
  const weight = quality === undefined ? 1 : Number(quality.slice(2));
  return { language: tag.slice(0, 2), weight: Number.isFinite(weight) ? weight : 0 };
};

/** By what a browser prefers (RFC 9110 section 12.5.4), or by the languages that a program names: `en vi`. */
export const languageOf = (accepted: string | undefined, named?: string): Language => {
  const wished = named?.split(' ').find((tag) => /^(?:vi|en)(?:-|$)/i.test(tag));
  if (wished !== undefined) return wished.toLowerCase().startsWith('en') ? 'en' : 'vi';
  const weightOf = (language: Language): number =>
    Math.max(
      0,
      ...(accepted ?? '')
        .split(',')
        .map(preferenceOf)
        .filter((one) => one.language === language)
        .map(({ weight }) => weight),
    );
  return weightOf('en') > weightOf('vi') ? 'en' : 'vi';
};

type Texts = {
  readonly title: string;
  readonly signInTo: string;
  readonly username: string;
  readonly password: string;
  readonly code: string;
  readonly codeHint: string;
  readonly signIn: string;
  readonly byPasskey: string;
  readonly passkeyFailed: string;
  readonly cancel: string;
  readonly otherLanguage: string;
  readonly signOutTitle: string;
  readonly signOutAsked: string;
  readonly signOut: string;
  readonly stay: string;
  readonly signedOutTitle: string;
  readonly signedOut: string;
  readonly stoppedTitle: string;
  readonly stopped: string;
  readonly expiredTitle: string;
  /** Of who has to wait; `{seconds}` stands for how long. */
  readonly wait: string;
  readonly expired: string;
  readonly otherAccountTitle: string;
  readonly otherAccount: string;
  readonly toSignOut: string;
  /** Where else one may sign in. */
  readonly by: Readonly<Record<ProviderName, string>>;
};

export const TEXTS: Readonly<Record<Language, Texts>> = {
  vi: {
    title: 'Đăng nhập',
    signInTo: 'Đăng nhập vào',
    username: 'Tên đăng nhập',
    password: 'Mật khẩu',
    code: 'Mã một lần',
    codeHint: 'Sáu chữ số đang hiện trên ứng dụng của bạn; để trống nếu bạn chưa đăng ký.',
    signIn: 'Đăng nhập',
    byPasskey: 'Dùng khóa truy cập',
    passkeyFailed: 'Thiết bị chưa trả lời. Hãy thử lại, hoặc nhập mã một lần.',
    cancel: 'Hủy',
    otherLanguage: 'English',
    signOutTitle: 'Đăng xuất',
    signOutAsked: 'Bạn muốn đăng xuất khỏi An Sinh ở mọi cửa sổ của trình duyệt này?',
    signOut: 'Đăng xuất',
    stay: 'Ở lại',
    signedOutTitle: 'Đã đăng xuất',
    signedOut: 'Bạn đã đăng xuất. Có thể đóng cửa sổ này.',
    stoppedTitle: 'Không đăng nhập được',
    stopped: 'Chương trình đưa bạn đến đây đã gửi một yêu cầu không dùng được. Hãy bắt đầu lại từ chương trình đó.',
    wait: 'Hãy đợi {seconds} giây rồi thử lại. Thời gian chờ tăng sau mỗi lần sai, tối đa mười lăm phút.',
    expiredTitle: 'Lần đăng nhập này đã hết hạn',
    expired: 'Trang này chỉ dùng được mười phút, một lần, trong trình duyệt đã mở nó. Hãy bắt đầu lại.',
    otherAccountTitle: 'Trình duyệt này đang dùng tài khoản khác',
    otherAccount: 'Hãy đăng xuất tài khoản đó trước, rồi đăng nhập lại.',
    toSignOut: 'Đến trang đăng xuất',
    by: { agency: 'Đăng nhập bằng tài khoản cơ quan', citizens: 'Đăng nhập bằng VNeID' },
  },
  en: {
    title: 'Sign in',
    signInTo: 'Sign in to',
    username: 'User name',
    password: 'Password',
    code: 'One-time code',
    codeHint: 'The six digits that your app shows now; leave it empty when you have not set it up.',
    signIn: 'Sign in',
    byPasskey: 'Use a passkey',
    passkeyFailed: 'The device has not answered. Try again, or enter a one-time code.',
    cancel: 'Cancel',
    otherLanguage: 'Tiếng Việt',
    signOutTitle: 'Sign out',
    signOutAsked: 'Do you want to sign out of An Sinh in all windows of this browser?',
    signOut: 'Sign out',
    stay: 'Stay signed in',
    signedOutTitle: 'Signed out',
    signedOut: 'You are signed out. This window can be closed.',
    stoppedTitle: 'The sign-in cannot go on',
    stopped: 'The program that sent you here has sent a request that is of no use. Begin again in that program.',
    wait: 'Wait {seconds} seconds and try again. Each wrong try makes the wait longer, at most a quarter of an hour.',
    expiredTitle: 'This sign-in has expired',
    expired: 'This page is good for ten minutes, once, in the browser that opened it. Please begin again.',
    otherAccountTitle: 'This browser is signed in to another account',
    otherAccount: 'Sign out of that account first, and sign in again.',
    toSignOut: 'Go to the sign-out page',
    by: { agency: 'Sign in with the account of the agency', citizens: 'Sign in with VNeID' },
  },
};
