import { lazyRouteComponent } from '@tanstack/react-router';
import { cabinetTexts } from '../locales';

/** A page of the cabinet, together with its words. */
const worded =
  <Page>(load: () => Promise<Page>) =>
  async (): Promise<Page> =>
    (await Promise.all([load(), cabinetTexts()]))[0];

export const LoginPage = lazyRouteComponent(() => import('../pages/login'), 'LoginPage');
export const LoginOtherPage = lazyRouteComponent(() => import('../pages/login-other'), 'LoginOtherPage');
export const LoginRecoverPage = lazyRouteComponent(
  () => import('../pages/login-recover'),
  'LoginRecoverPage',
);
export const LoginJoinPage = lazyRouteComponent(() => import('../pages/login-join'), 'LoginJoinPage');
export const WelcomePage = lazyRouteComponent(
  worded(() => import('../pages/welcome')),
  'WelcomePage',
);
export const HomePage = lazyRouteComponent(() => import('../pages/home'), 'HomePage');
export const SearchPage = lazyRouteComponent(() => import('../pages/search'), 'SearchPage');
export const ClinicPage = lazyRouteComponent(() => import('../pages/clinic'), 'ClinicPage');
export const DoctorPage = lazyRouteComponent(() => import('../pages/doctor'), 'DoctorPage');
export const BookingPage = lazyRouteComponent(
  worded(() => import('../pages/booking')),
  'BookingPage',
);
export const BookingResultPage = lazyRouteComponent(
  worded(() => import('../pages/booking-result')),
  'BookingResultPage',
);
export const RecordsPage = lazyRouteComponent(() => import('../pages/records'), 'RecordsPage');
export const RecordPage = lazyRouteComponent(
  worded(() => import('../pages/record')),
  'RecordPage',
);
export const RoomPage = lazyRouteComponent(
  worded(() => import('../pages/room')),
  'RoomPage',
);
export const MedcardsPage = lazyRouteComponent(
  worded(() => import('../pages/medcards')),
  'MedcardsPage',
);
export const MedcardPage = lazyRouteComponent(
  worded(() => import('../pages/medcard')),
  'MedcardPage',
);
export const SharesPage = lazyRouteComponent(
  worded(() => import('../pages/shares')),
  'SharesPage',
);
export const SharedPage = lazyRouteComponent(
  worded(() => import('../pages/shared')),
  'SharedPage',
);
export const ProfilePage = lazyRouteComponent(
  worded(() => import('../pages/profile')),
  'ProfilePage',
);
export const CheckPage = lazyRouteComponent(() => import('../pages/check'), 'CheckPage');
