import { call, onCsrfRefused, onUnauthenticated, setCsrfToken } from '../api.js';

const changes = new EventTarget();
let signedIn = null;
let again = null;

/** Who is signed in: role, name and the id of the key; null where nobody is. */
export const caller = () => signedIn;

/** Whether the page waits for signing in again, with everything on it kept. */
export const mustSignInAgain = () => again !== null;

/** Whether the caller's role may change connectors. The server decides; this is so that nobody tries in vain. */
export const mayManage = () => signedIn?.role === 'admin';

/** Whether the caller's role may make and change saved activities. */
export const mayDesign = () => ['admin', 'designer'].includes(signedIn?.role);

/** Whether the caller's role may test connectors. */
export const mayTest = () => ['admin', 'designer'].includes(signedIn?.role);

/** Whether the caller's role may run anything. */
export const mayRun = () => ['admin', 'designer', 'runner'].includes(signedIn?.role);

/** Whether the caller's role sees more of a connector than its name. */
export const maySee = () => ['admin', 'designer', 'auditor'].includes(signedIn?.role);

/** Whether the caller's role sees keys, the audit, and the runs of others. */
export const mayAudit = () => ['admin', 'auditor'].includes(signedIn?.role);

/** Whether the caller's role sees what was revoked. */
export const maySeeRevoked = () => ['admin', 'auditor'].includes(signedIn?.role);

/**
 * @param {() => void} listener called when somebody signed in or out
 * @returns {() => void} ends that
 */
export const onSession = (listener) => {
  changes.addEventListener('change', listener);
  return () => changes.removeEventListener('change', listener);
};

const become = (session) => {
  signedIn = session && { role: session.role, name: session.name, keyId: session.keyId };
  setCsrfToken(session?.csrfToken ?? null);
  changes.dispatchEvent(new Event('change'));
};

/** Asks the server who is there, as the cookie tells. */
export const resume = async () => become(await sessionOfCookie());

const sessionOfCookie = async () => {
  try {
    return (await call('GET', '/api/session', { signIn: false })).data;
  } catch (problem) {
    if (problem.status === 401) return null;
    throw problem;
  }
};

/**
 * @param {string} key is sent once and kept nowhere
 * @throws {import('../api.js').Problem}
 */
export const signIn = async (key) => {
  const answer = await call('POST', '/api/session', { signIn: false, key });
  const waiting = again;
  again = null;
  become(answer.data);
  waiting?.resolve();
};

/**
 * Ends the session.
 * @throws {import('../api.js').Problem} where the server could not be told: it goes on then
 */
export const signOut = async () => {
  await call('DELETE', '/api/session', { signIn: false }).catch((problem) => {
    if (problem.status !== 401) throw problem;
  });
  become(null);
};

/** Gives up on signing in again: what waited for it fails with the server's answer. */
export const giveUp = () => {
  const waiting = again;
  again = null;
  waiting?.reject();
  changes.dispatchEvent(new Event('change'));
};

onUnauthenticated(() => {
  // What was still under way when the reader signed out asks nobody to sign in.
  if (!signedIn) return Promise.reject();
  if (!again) {
    again = {};
    again.promise = new Promise((resolve, reject) => Object.assign(again, { resolve, reject }));
    changes.dispatchEvent(new Event('change'));
  }
  return again.promise;
});

onCsrfRefused(async () => {
  const session = await sessionOfCookie();
  if (session) become(session);
  return session?.csrfToken ?? null;
});
