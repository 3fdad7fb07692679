import { redirect } from '@tanstack/react-router';
import type { Session } from '@mila/api';
import { type GuardContext, readSession, returnPathOf } from '@mila/app';

/** A doctor at work has a Gosuslugi session and the role (R012, R170); the services decide it again on every call. */
const isDoctor = (session: Session): boolean =>
  session.authenticated && session.acr === 'gosuslugi' && session.roles.includes('doctor');

export async function requireDoctor(guard: GuardContext): Promise<void> {
  if (!isDoctor(await readSession(guard)))
    throw redirect({ to: '/login', search: { return_to: guard.location.href } });
}

export async function requireGuest(guard: GuardContext): Promise<void> {
  if (isDoctor(await readSession(guard))) throw redirect({ href: returnPathOf(guard.location) });
}
