import { lazyRouteComponent } from '@tanstack/react-router';
import { cabinetTexts, choiceTexts, passwordTexts } from '../locales';

/** A page together with its words; most are of the cabinet. */
const worded =
  <Page>(load: () => Promise<Page>, ...words: (() => Promise<void>)[]) =>
  async (): Promise<Page> => {
    const texts = words.length ? words : [cabinetTexts, choiceTexts];
    return (await Promise.all([load(), ...texts.map((fetched) => fetched())]))[0];
  };

export const LoginPage = lazyRouteComponent(
  worded(() => import('../pages/login'), passwordTexts),
  'LoginPage',
);
export const LoginOtherPage = lazyRouteComponent(
  worded(() => import('../pages/login-other'), passwordTexts),
  'LoginOtherPage',
);
export const LoginRecoverPage = lazyRouteComponent(
  worded(() => import('../pages/login-recover'), passwordTexts),
  'LoginRecoverPage',
);
export const LoginJoinPage = lazyRouteComponent(
  worded(() => import('../pages/login-join'), passwordTexts),
  'LoginJoinPage',
);
export const WelcomePage = lazyRouteComponent(
  worded(() => import('../pages/welcome'), cabinetTexts, passwordTexts),
  'WelcomePage',
);
export const HomePage = lazyRouteComponent(() => import('../pages/home'), 'HomePage');
export const SearchPage = lazyRouteComponent(
  worded(() => import('../pages/search'), choiceTexts),
  'SearchPage',
);
export const ClinicPage = lazyRouteComponent(
  worded(() => import('../pages/clinic'), choiceTexts),
  'ClinicPage',
);
export const DoctorPage = lazyRouteComponent(
  worded(() => import('../pages/doctor'), choiceTexts),
  'DoctorPage',
);
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
  worded(() => import('../pages/profile'), cabinetTexts, passwordTexts),
  'ProfilePage',
);
export const CheckPage = lazyRouteComponent(() => import('../pages/check'), 'CheckPage');
