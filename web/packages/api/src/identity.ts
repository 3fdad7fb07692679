import { queryOptions } from '@tanstack/react-query';
import type { components } from './generated/identity';
import { answer, identity } from './http';

type Schemas = components['schemas'];
export type Session = Schemas['SessionView'];
export type Profile = Schemas['Profile'];
export type Consent = Schemas['ConsentState'];
export type ConsentKind = Consent['kind'];
export type ConsentDecision = Schemas['ConsentDecision'];
export type ConsentText = Schemas['ConsentTextView'];
export type Registration = Schemas['Registration'];

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => answer(identity.GET('/api/identity/session')),
  staleTime: 60_000,
});

export const profileQuery = queryOptions({
  queryKey: ['profile'],
  queryFn: () => answer(identity.GET('/api/identity/profile')),
});

export const consentTextsQuery = queryOptions({
  queryKey: ['consent-texts'],
  queryFn: () => answer(identity.GET('/api/identity/consent-texts')),
  staleTime: Infinity,
});

export const consentsQuery = queryOptions({
  queryKey: ['consents'],
  queryFn: () => answer(identity.GET('/api/identity/consents')),
});

export const logOut = () => answer(identity.POST('/api/identity/logout'));
export const register = (body: Registration) =>
  answer(identity.POST('/api/identity/registrations', { body }));
export const verifyEmail = (token: string) =>
  answer(identity.POST('/api/identity/email-verifications', { body: { token } }));
export const logInWithPassword = (body: { email: string; password: string }) =>
  answer(identity.POST('/api/identity/password-sessions', { body }));
export const recoverPassword = (email: string) =>
  answer(identity.POST('/api/identity/password-recoveries', { body: { email } }));
export const resetPassword = (body: { token: string; password: string }) =>
  answer(identity.POST('/api/identity/password-resets', { body }));
export const decideConsent = (body: ConsentDecision) =>
  answer(identity.POST('/api/identity/consents', { body }));
export const completeSetup = () => answer(identity.POST('/api/identity/setup-completion'));
export const updateProfile = (body: { time_zone: string }) =>
  answer(identity.PATCH('/api/identity/profile', { body }));
export const setNotificationEmail = (email: string) =>
  answer(identity.POST('/api/identity/notification-emails', { body: { email } }));

const gosuslugi = (act: 'login' | 'link', returnTo: string) =>
  `/api/identity/gosuslugi/${act}?return_to=${encodeURIComponent(returnTo)}`;

/** Where a full-page navigation begins the login at Gosuslugi and comes back to `returnTo`. */
export const gosuslugiLoginUrl = (returnTo: string): string => gosuslugi('login', returnTo);
export const gosuslugiLinkUrl = (returnTo: string): string => gosuslugi('link', returnTo);
