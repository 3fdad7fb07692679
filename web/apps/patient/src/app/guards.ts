import { redirect } from '@tanstack/react-router';
import { type GuardContext, readSession, returnPathOf, safeReturnTo } from '@mila/app';

/** Lets in who is logged in and set up; sends the others there and back again (R006, R007, R020, R028). */
export async function requireUser(guard: GuardContext): Promise<void> {
  const session = await readSession(guard);
  const returnTo = safeReturnTo(guard.location.href);
  if (!session.authenticated) throw redirect({ to: '/login', search: { return_to: returnTo } });
  if (!session.setup_completed) throw redirect({ to: '/welcome', search: { return_to: returnTo } });
}

/** The setup page is for those who have not passed it (R028). */
export async function requireOnboarding(guard: GuardContext): Promise<void> {
  const session = await readSession(guard);
  const returnTo = returnPathOf(guard.location);
  if (!session.authenticated) throw redirect({ to: '/login', search: { return_to: returnTo } });
  if (session.setup_completed) throw redirect({ href: returnTo });
}

/** A Gosuslugi session has nothing to do at the login; a password session may still raise itself there. */
export async function requireGuest(guard: GuardContext): Promise<void> {
  const session = await readSession(guard);
  if (session.authenticated && session.acr === 'gosuslugi')
    throw redirect({ href: returnPathOf(guard.location) });
}
