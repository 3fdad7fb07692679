import type { QueryClient } from '@tanstack/react-query';
import { type ParsedLocation, redirect } from '@tanstack/react-router';
import { type Session, sessionQuery } from '@mila/api';

interface Visit {
  context: { client: QueryClient };
  location: ParsedLocation;
}

/** A doctor at work came in by Gosuslugi and has the role (R012, R170); the services decide it anew on every call. */
export const isDoctor = (session: Session): boolean =>
  session.authenticated && session.acr === 'gosuslugi' && session.roles.includes('doctor');

export async function requireDoctor({ context, location }: Visit): Promise<void> {
  const session = await context.client.ensureQueryData(sessionQuery);
  if (!isDoctor(session)) throw redirect({ to: '/login', search: { return_to: location.href } });
}

export async function requireGuest({ context, location }: Visit): Promise<void> {
  const session = await context.client.ensureQueryData(sessionQuery);
  const back = (location.search as { return_to?: string }).return_to ?? '/';
  if (isDoctor(session)) throw redirect({ href: /^\/(?![/\\]|login)/.test(back) ? back : '/' });
}
