import type { Translation } from '@mila/ui';
import type { ending as russian } from '../ru/ending';

export const ending: Translation<typeof russian> = {
  ending: {
    support: 'Write to support',
    howToConfirm: 'How to confirm an account',
    anotherAccount: 'Log in with another account',
    gosuslugi_refused: {
      title: 'You are not logged in: no permission',
      what: 'You pressed «Отказать» at Gosuslugi, so Mila received none of your data and stored nothing.',
      todo: 'To log in, start again and press «Предоставить». The permission can be withdrawn any day.',
    },
    gosuslugi_cancelled: {
      title: 'You left the login',
      what: 'The login at Gosuslugi was not finished. Mila received and stored nothing.',
      todo: 'Start again when it suits you, or log in another way.',
    },
    gosuslugi_permission_revoked: {
      title: 'The permission for Mila is withdrawn',
      what: 'Gosuslugi says that Mila may no longer receive your data. Your visits and documents are safe.',
      todo: 'Log in once more: Gosuslugi will ask for the permission again, press «Предоставить».',
    },
    gosuslugi_unconfirmed: {
      title: 'The account is not confirmed',
      what: 'Telemedicine needs a confirmed Gosuslugi account. Yours cannot be used yet, and we have stored nothing.',
      todo: 'Confirm it in your bank’s app, at a public service centre or by post, then log in again.',
    },
    fillIn: 'Open my data at Gosuslugi',
    missing: { last_name: 'surname', first_name: 'first name', both: 'surname and first name' },
    gosuslugi_incomplete: {
      title: 'Gosuslugi does not know enough',
      what: 'What is missing: {{missing}}. A visit cannot be documented without it, so we have stored nothing.',
      todo: 'Fill it in in your Gosuslugi account, then log in again.',
    },
    too_many_requests: {
      title: 'Too many attempts in a row',
      what: 'Logins were started from your network too often, so we paused them for a moment. Your data is safe.',
      todo: 'Wait a minute and start the login again.',
    },
    gosuslugi_unavailable: {
      title: 'Gosuslugi does not answer',
      what: 'The site of Gosuslugi is overloaded or under maintenance. Your visits and data in Mila are safe.',
      todo: 'Try in a few minutes. Visits to clinics can be booked with a login by password as well.',
    },
    gosuslugi_failed: {
      title: 'Gosuslugi did not confirm the login',
      what: 'The answer of Gosuslugi could not be verified, so we did not open the account. Your data is safe.',
      todo: 'Start the login again. If this repeats, log in another way or try later.',
    },
    login_expired: {
      title: 'The time to log in has run out',
      what: 'A login through Gosuslugi has 15 minutes and ends in the browser it began in. This attempt no longer works.',
      todo: 'Start again: it takes less than a minute.',
    },
    account_blocked: {
      title: 'The account is blocked',
      what: 'Access to this account is closed. Its visits and documents are kept.',
      todo: 'Write to support: we will tell you why and how to open it again.',
    },
  },
};
