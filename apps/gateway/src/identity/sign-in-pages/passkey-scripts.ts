/** Served by themselves: the policy of the pages allows no script inside them. Without one the code does what they do. */
export const SIGN_IN_SCRIPT_PATH = '/sign-in/passkey.js';
export const ADDING_SCRIPT_PATH = '/sign-in/passkey-adding.js';

/** Bytes go as base64url (RFC 4648 section 5). */
const COMMON = `'use strict';
const form = document.querySelector('form');
const problem = document.getElementById('problem');
const bytesOf = (text) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
const textOf = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const tell = (text) => {
  problem.textContent = text;
  problem.hidden = text === '';
  if (text !== '') problem.focus();
};
const known = (list = []) => list.map((one) => ({ ...one, id: bytesOf(one.id) }));
const answerOf = ({ id, type, response }, parts) => ({
  id,
  rawId: id,
  type,
  clientExtensionResults: {},
  response: Object.fromEntries(parts.filter((part) => response[part]).map((part) => [part, textOf(response[part])])),
});
const guarded = (work) => async () => {
  tell('');
  form.ariaBusy = 'true';
  try {
    await work();
  } catch {
    tell(form.dataset.failed);
  }
  form.ariaBusy = 'false';
};
`;

/**
 * The second factor of who has typed a password and no code, and the sign-in by a device alone. The password stays in its
 * field until the device has answered: nothing of it is kept in between.
 */
export const SIGN_IN_SCRIPT = `${COMMON}
const send = async (path, fields) => {
  const { csrf, language, username, password } = form.elements;
  const reply = await fetch(path, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams({
      csrf: csrf.value,
      language: language.value,
      username: username.value,
      password: password.value,
      ...fields,
    }),
  });
  return reply.json();
};
const askDevice = async (options) =>
  JSON.stringify(
    answerOf(
      await navigator.credentials.get({
        publicKey: {
          ...options,
          challenge: bytesOf(options.challenge),
          allowCredentials: known(options.allowCredentials),
        },
      }),
      ['clientDataJSON', 'authenticatorData', 'signature', 'userHandle'],
    ),
  );
const follow = ({ goOn, title, fix }) => {
  if (goOn === undefined) tell([title, fix].filter(Boolean).join(' '));
  else location.assign(goOn);
};
const path = form.getAttribute('action');
const alone = guarded(async () => {
  const { options, ...other } = await send(path + '/passkey', { username: '', password: '' });
  if (options === undefined) return follow(other);
  return follow(await send(path, { act: 'passkey', username: '', password: '', passkey: await askDevice(options) }));
});
const second = guarded(async () => {
  const first = await send(path, { act: 'sign-in' });
  if (first.options === undefined) return follow(first);
  return follow(await send(path, { act: 'sign-in', passkey: await askDevice(first.options) }));
});
if (window.PublicKeyCredential !== undefined) {
  const button = document.getElementById('passkey');
  button.hidden = false;
  button.addEventListener('click', alone);
  form.addEventListener('submit', (event) => {
    if (event.submitter?.value === 'cancel' || form.elements.code.value.trim() !== '') return;
    event.preventDefault();
    second();
  });
}
`;

/** Adds a device to the own account, by the cookie of the session. */
export const ADDING_SCRIPT = `${COMMON}
const call = async (path, body) => {
  const reply = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-ansinh-console': '1' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (reply.status === 401) location.assign(form.dataset.signIn);
  const read = await reply.json();
  if (!reply.ok) tell([read.title, read.fix].filter(Boolean).join(' '));
  return reply.ok ? read : undefined;
};
const add = guarded(async () => {
  const options = await call('/v1/me/passkeys/options');
  if (options === undefined) return;
  const created = await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: bytesOf(options.challenge),
      user: { ...options.user, id: bytesOf(options.user.id) },
      excludeCredentials: known(options.excludeCredentials),
    },
  });
  const { response, ...credential } = answerOf(created, ['clientDataJSON', 'attestationObject']);
  const added = await call('/v1/me/passkeys', {
    name: form.elements.name.value,
    currentPassword: form.elements.password.value,
    credential: { ...credential, response: { ...response, transports: created.response.getTransports?.() ?? [] } },
  });
  if (added === undefined) return;
  form.reset();
  document.getElementById('done').textContent = form.dataset.done;
});
form.addEventListener('submit', (event) => {
  event.preventDefault();
  add();
});
`;
