import escapeHtml from 'escape-html';
import { Router } from 'express';
import { documentOf, SCRIPTED_POLICY } from '../../sign-in-pages/page.rules';
import { type Language, languageOf } from '../../sign-in-pages/page-text.rules';
import { ADDING_SCRIPT_PATH } from '../../sign-in-pages/passkey-scripts';

export const PASSKEY_PAGE = '/account/passkeys';

const TEXTS = {
  vi: {
    title: 'Thêm khóa truy cập',
    asked: 'Từ lần sau bạn đăng nhập bằng thiết bị này: vân tay, khuôn mặt hoặc mã PIN của nó.',
    name: 'Tên thiết bị',
    password: 'Mật khẩu hiện tại',
    add: 'Thêm',
    done: 'Đã thêm. Có thể đóng cửa sổ này.',
    failed: 'Thiết bị chưa trả lời, hoặc đã được thêm. Hãy thử lại.',
    signIn: 'Đăng nhập',
  },
  en: {
    title: 'Add a passkey',
    asked: 'From now on you sign in with this device: with the finger, the face or the PIN that it knows.',
    name: 'Name of the device',
    password: 'Current password',
    add: 'Add',
    done: 'Added. This window can be closed.',
    failed: 'The device has not answered, or it was added before. Try again.',
    signIn: 'Sign in',
  },
} as const satisfies Readonly<Record<Language, object>>;

const SIGN_IN = `/session/sign-in?goOn=${encodeURIComponent(PASSKEY_PAGE)}`;

const addingPage = (language: Language): string => {
  const text = TEXTS[language];
  return documentOf(
    language,
    text.title,
    `<p>${escapeHtml(text.asked)}</p>
<p id="problem" class="wrong" role="alert" aria-live="assertive" tabindex="-1" hidden></p>
<form data-failed="${escapeHtml(text.failed)}" data-done="${escapeHtml(text.done)}" data-sign-in="${escapeHtml(SIGN_IN)}">
<label for="name">${escapeHtml(text.name)}</label>
<input id="name" name="name" required maxlength="100" autocomplete="off" autofocus>
<label for="password">${escapeHtml(text.password)}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required maxlength="200">
<button>${escapeHtml(text.add)}</button>
</form>
<p id="done" role="status" aria-live="polite"></p>
<p class="hint"><a href="${escapeHtml(SIGN_IN)}">${escapeHtml(text.signIn)}</a></p>`,
    ADDING_SCRIPT_PATH,
  );
};

/** The page on which a person adds a device to the own account. It says nothing of anybody: its script asks, by the cookie. */
export const passkeyPage = (): Router => {
  const router = Router();
  router.get(PASSKEY_PAGE, (request, response) => {
    const { language: named } = request.query;
    const language = languageOf(request.headers['accept-language'], typeof named === 'string' ? named : undefined);
    response.setHeader('Content-Security-Policy', SCRIPTED_POLICY);
    response.setHeader('Referrer-Policy', 'same-origin');
    response.type('html').send(addingPage(language));
  });
  return router;
};
