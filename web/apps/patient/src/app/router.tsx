import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouterHistory,
} from '@tanstack/react-router';
import { CrashPage, NotFoundPage, PageSkeleton, PlainFrame } from '@mila/ui';
import { CallFrame, MemberFrame } from './frames';
import { requireMember, requireNewcomer, requireStranger } from './guard';
import { cabinetTexts } from '../locales';
import * as search from './search-params';

/** A page of the cabinet, together with its words. */
const worded =
  <Page,>(load: () => Promise<Page>) =>
  async (): Promise<Page> =>
    (await Promise.all([load(), cabinetTexts()]))[0];

const root = createRootRouteWithContext<{ client: QueryClient }>()();

const stranger = createRoute({ getParentRoute: () => root, id: 'stranger', component: PlainFrame });
const member = createRoute({
  getParentRoute: () => root,
  id: 'member',
  beforeLoad: requireMember,
  component: MemberFrame,
});

/** The consultation takes the whole screen: the same guard, no menu. */
const call = createRoute({
  getParentRoute: () => root,
  id: 'call',
  beforeLoad: requireMember,
  component: CallFrame,
});

const login = createRoute({
  getParentRoute: () => stranger,
  path: '/login',
  validateSearch: search.loginSearch,
  beforeLoad: requireStranger,
  component: lazyRouteComponent(() => import('../pages/login'), 'LoginPage'),
});
const loginOther = createRoute({
  getParentRoute: () => stranger,
  path: '/login/other',
  validateSearch: search.confirmSearch,
  component: lazyRouteComponent(() => import('../pages/login-other'), 'LoginOtherPage'),
});
const loginRecover = createRoute({
  getParentRoute: () => stranger,
  path: '/login/recover',
  validateSearch: search.tokenSearch,
  component: lazyRouteComponent(() => import('../pages/login-recover'), 'LoginRecoverPage'),
});
const welcome = createRoute({
  getParentRoute: () => stranger,
  path: '/welcome',
  validateSearch: search.tokenSearch,
  beforeLoad: requireNewcomer,
  component: lazyRouteComponent(
    worded(() => import('../pages/welcome')),
    'WelcomePage',
  ),
});

const home = createRoute({
  getParentRoute: () => member,
  path: '/',
  component: lazyRouteComponent(() => import('../pages/home'), 'HomePage'),
});
const results = createRoute({
  getParentRoute: () => member,
  path: '/search',
  validateSearch: search.doctorsSearch,
  component: lazyRouteComponent(() => import('../pages/search'), 'SearchPage'),
});
const clinic = createRoute({
  getParentRoute: () => member,
  path: '/clinics/$slug',
  validateSearch: search.doctorsSearch,
  component: lazyRouteComponent(() => import('../pages/clinic'), 'ClinicPage'),
});
const doctor = createRoute({
  getParentRoute: () => member,
  path: '/doctors/$slug',
  validateSearch: search.choiceSearch,
  component: lazyRouteComponent(() => import('../pages/doctor'), 'DoctorPage'),
});
const booking = createRoute({
  getParentRoute: () => member,
  path: '/booking/$id',
  component: lazyRouteComponent(
    worded(() => import('../pages/booking')),
    'BookingPage',
  ),
});
const bookingResult = createRoute({
  getParentRoute: () => member,
  path: '/booking/$id/result',
  component: lazyRouteComponent(
    worded(() => import('../pages/booking-result')),
    'BookingResultPage',
  ),
});
const records = createRoute({
  getParentRoute: () => member,
  path: '/records',
  validateSearch: search.recordsSearch,
  component: lazyRouteComponent(() => import('../pages/records'), 'RecordsPage'),
});
const record = createRoute({
  getParentRoute: () => member,
  path: '/records/$id',
  component: lazyRouteComponent(
    worded(() => import('../pages/record')),
    'RecordPage',
  ),
});
const room = createRoute({
  getParentRoute: () => call,
  path: '/records/$id/room',
  component: lazyRouteComponent(
    worded(() => import('../pages/room')),
    'RoomPage',
  ),
});
const medcards = createRoute({
  getParentRoute: () => member,
  path: '/medcards',
  validateSearch: search.documentsSearch,
  component: lazyRouteComponent(
    worded(() => import('../pages/medcards')),
    'MedcardsPage',
  ),
});
const medcard = createRoute({
  getParentRoute: () => member,
  path: '/medcards/$id',
  component: lazyRouteComponent(
    worded(() => import('../pages/medcard')),
    'MedcardPage',
  ),
});
const shares = createRoute({
  getParentRoute: () => member,
  path: '/medcards/shares',
  validateSearch: search.sharesSearch,
  component: lazyRouteComponent(
    worded(() => import('../pages/shares')),
    'SharesPage',
  ),
});
/** A medcard opened by a link: for anybody who has it, logged in or not. */
const shared = createRoute({
  getParentRoute: () => stranger,
  path: '/s/$token',
  component: lazyRouteComponent(
    worded(() => import('../pages/shared')),
    'SharedPage',
  ),
});
const profile = createRoute({
  getParentRoute: () => member,
  path: '/profile',
  validateSearch: search.profileSearch,
  component: lazyRouteComponent(
    worded(() => import('../pages/profile')),
    'ProfilePage',
  ),
});

const check = createRoute({
  getParentRoute: () => member,
  path: '/check',
  component: lazyRouteComponent(() => import('../pages/check'), 'CheckPage'),
});

const routeTree = root.addChildren([
  stranger.addChildren([login, loginOther, loginRecover, welcome, shared]),
  member.addChildren([
    home,
    results,
    clinic,
    doctor,
    booking,
    bookingResult,
    records,
    record,
    medcards,
    medcard,
    shares,
    profile,
    check,
  ]),
  call.addChildren([room]),
]);

export const createAppRouter = (client: QueryClient, history?: RouterHistory) =>
  createRouter({
    routeTree,
    history,
    context: { client },
    trailingSlash: 'preserve',
    scrollRestoration: true,
    defaultPreload: 'intent',
    defaultPendingComponent: PageSkeleton,
    defaultErrorComponent: CrashPage,
    defaultNotFoundComponent: NotFoundPage,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
