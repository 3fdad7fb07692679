import type { QueryClient } from '@tanstack/react-query';
import type { ParsedLocation } from '@tanstack/react-router';
import { type Session, sessionQuery } from '@mila/api';

/** What every route of an app is given. */
export interface RouteContext {
  client: QueryClient;
}

/** What a guard, the `beforeLoad` of a route, decides by. */
export interface GuardContext {
  context: RouteContext;
  location: ParsedLocation;
}

/** A return path inside Mila; anything that could lead elsewhere becomes the main page. */
export function safeReturnTo(value: unknown): string {
  if (typeof value !== 'string' || !value.startsWith('/') || /^\/[/\\]/.test(value)) return '/';
  return value.startsWith('/login') ? '/' : value;
}

/** The `return_to` of an address, safe to follow. */
export const returnPathOf = (location: ParsedLocation): string =>
  safeReturnTo((location.search as { return_to?: string }).return_to);

export const readSession = ({ context }: GuardContext): Promise<Session> =>
  context.client.ensureQueryData(sessionQuery);
