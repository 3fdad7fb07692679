import type { Translation } from '@mila/ui';
import type { entry as russian } from '../ru/entry';

export const entry: Translation<typeof russian> = {
  login: {
    title: 'Log in to Mila',
    lead: 'Online consultations and visits to clinics',
    gosuslugi: 'Log in with Gosuslugi',
    order:
      'Under {{order}}, all participants of a telemedicine consultation must be identified through Gosuslugi.',
    privacy: 'Mila neither receives nor stores your Gosuslugi login and password.',
    other: 'Other ways to log in',
    revoke: 'You can withdraw the permission for Mila at any time:',
    stay: 'Stay logged in by password',
    roomTitle: 'The consultation opens after a login with Gosuslugi',
    roomHint:
      'You are logged in by password. Participants of a telemedicine consultation must be identified through Gosuslugi. After the login we bring you back to this room.',
    toRecord: 'Details of the visit',
    raise: 'You are logged in by password. With Gosuslugi you get medical documents and online visits.',
  },
};
