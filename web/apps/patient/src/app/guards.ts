import type { QueryClient } from '@tanstack/react-query';
import { type ParsedLocation, redirect } from '@tanstack/react-router';
import { sessionQuery } from '@mila/api';
import { safeReturnTo } from './return-to';

interface Visit {
  context: { client: QueryClient };
  location: ParsedLocation;
}

/** Lets in who is logged in and set up; sends the others there and back again (R006, R007, R020, R028). */
export async function requireUser({ context, location }: Visit): Promise<void> {
  const session = await context.client.ensureQueryData(sessionQuery);
  const returnTo = safeReturnTo(location.href);
  if (!session.authenticated) throw redirect({ to: '/login', search: { return_to: returnTo } });
  if (!session.setup_completed) throw redirect({ to: '/welcome', search: { return_to: returnTo } });
}

/** The setup page is for those who have not passed it (R028). */
export async function requireOnboarding({ context, location }: Visit): Promise<void> {
  const session = await context.client.ensureQueryData(sessionQuery);
  const back = safeReturnTo((location.search as { return_to?: string }).return_to);
  if (!session.authenticated) throw redirect({ to: '/login', search: { return_to: back } });
  if (session.setup_completed) throw redirect({ href: back });
}

/** Who came in by Gosuslugi has nothing to do at the login; a password session may still raise itself there. */
export async function requireGuest({ context, location }: Visit): Promise<void> {
  const session = await context.client.ensureQueryData(sessionQuery);
  if (session.authenticated && session.acr === 'gosuslugi')
    throw redirect({ href: safeReturnTo((location.search as { return_to?: string }).return_to) });
}
