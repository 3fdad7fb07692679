import { queryOptions } from '@tanstack/react-query';
import type { components } from './generated/identity';
import { answer, identity } from './http';
import { keys } from './keys';

type Schemas = components['schemas'];
export type Session = Schemas['SessionRead'];
export type Profile = Schemas['ProfileRead'];
export type Consent = Schemas['ConsentStateRead'];
export type ConsentKind = Consent['kind'];
export type ConsentDecision = Schemas['ConsentCreate'];
export type ConsentText = Schemas['ConsentTextRead'];
export type Registration = Schemas['RegistrationCreate'];
export type OpenSession = Schemas['OpenSessionRead'];
export type PasswordRules = Schemas['PasswordRulesRead'];

export const sessionQuery = queryOptions({
  queryKey: keys.session,
  queryFn: () => answer(identity.GET('/api/identity/session')),
  staleTime: 60_000,
});

export const profileQuery = queryOptions({
  queryKey: keys.profile,
  queryFn: () => answer(identity.GET('/api/identity/profile')),
});

export const consentTextsQuery = queryOptions({
  queryKey: keys.consentTexts,
  queryFn: () => answer(identity.GET('/api/identity/consent-texts')),
  staleTime: Infinity,
});

export const consentsQuery = queryOptions({
  queryKey: keys.consents,
  queryFn: () => answer(identity.GET('/api/identity/consents')),
});

export const openSessionsQuery = queryOptions({
  queryKey: keys.sessions,
  queryFn: async () => (await answer(identity.GET('/api/identity/sessions'))).items,
});

export const passwordRulesQuery = queryOptions({
  queryKey: keys.passwordRules,
  queryFn: () => answer(identity.GET('/api/identity/password-rules')),
  staleTime: Infinity,
});

/** What a person who has just come from Gosuslugi is asked about another cabinet. */
export const joiningQuery = queryOptions({
  queryKey: keys.joining,
  queryFn: () => answer(identity.GET('/api/identity/joining')),
  staleTime: Infinity,
});

/** The consent as a PDF to keep, with every decision. */
export const consentDocumentUrl = (kind: ConsentKind): string => `/api/identity/consents/${kind}/document`;

export const endSession = (sessionId: string) =>
  answer(
    identity.DELETE('/api/identity/sessions/{session_id}', { params: { path: { session_id: sessionId } } }),
  );
export const endAllSessions = () => answer(identity.POST('/api/identity/sessions/revocation'));
export const logOut = () => answer(identity.POST('/api/identity/logout'));
export const register = (body: Registration) =>
  answer(identity.POST('/api/identity/registrations', { body }));
/** `password` is set by who owns the address, when the letter is opened in another browser than the registration. */
export const verifyEmail = (token: string, password?: string) =>
  answer(identity.POST('/api/identity/email-verifications', { body: { token, password } }));
export const logInWithPassword = (body: { email: string; password: string }) =>
  answer(identity.POST('/api/identity/password-sessions', { body }));
/** A letter with a fresh link goes where the letter of this link went. */
export const renewLetter = (token: string) =>
  answer(identity.POST('/api/identity/verification-letters', { body: { token } }));
export const recoverPassword = (body: { email: string; return_to?: string }) =>
  answer(identity.POST('/api/identity/password-recoveries', { body }));
export const resetPassword = (body: { token: string; password: string }) =>
  answer(identity.POST('/api/identity/password-resets', { body }));
export const changePassword = (body: { current_password?: string; password: string }) =>
  answer(identity.POST('/api/identity/password-changes', { body }));
/** The account with this password and the identity that has just come from Gosuslugi become one cabinet. */
export const joinByPassword = (password: string) =>
  answer(identity.POST('/api/identity/joining/password-proof', { body: { password } }));
/** Two cabinets become one, for good. */
export const joinCabinets = () => answer(identity.POST('/api/identity/joining/confirmation'));
export const refuseJoining = () => answer(identity.POST('/api/identity/joining/refusal'));
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
