import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  type RouterHistory,
} from '@tanstack/react-router';
import { CrashPage, NotFoundPage, PendingPage, PlainFrame } from '@mila/ui';
import { CallFrame, MemberFrame } from './frames';
import { requireMember, requireNewcomer, requireStranger } from './guard';
import * as pages from './pages';
import * as search from './search-params';

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
  component: pages.LoginPage,
});
const loginOther = createRoute({
  getParentRoute: () => stranger,
  path: '/login/other',
  validateSearch: search.confirmSearch,
  component: pages.LoginOtherPage,
});
const loginRecover = createRoute({
  getParentRoute: () => stranger,
  path: '/login/recover',
  validateSearch: search.tokenSearch,
  component: pages.LoginRecoverPage,
});
/** Between Gosuslugi and the cabinet: nobody is in yet, or somebody by password. */
const loginJoin = createRoute({
  getParentRoute: () => stranger,
  path: '/login/join',
  component: pages.LoginJoinPage,
});
const welcome = createRoute({
  getParentRoute: () => stranger,
  path: '/welcome',
  validateSearch: search.tokenSearch,
  beforeLoad: requireNewcomer,
  component: pages.WelcomePage,
});

const home = createRoute({
  getParentRoute: () => member,
  path: '/',
  component: pages.HomePage,
});
const results = createRoute({
  getParentRoute: () => member,
  path: '/search',
  validateSearch: search.doctorsSearch,
  component: pages.SearchPage,
});
const clinic = createRoute({
  getParentRoute: () => member,
  path: '/clinics/$slug',
  validateSearch: search.doctorsSearch,
  component: pages.ClinicPage,
});
const doctor = createRoute({
  getParentRoute: () => member,
  path: '/doctors/$slug',
  validateSearch: search.choiceSearch,
  component: pages.DoctorPage,
});
const booking = createRoute({
  getParentRoute: () => member,
  path: '/booking/$id',
  component: pages.BookingPage,
});
const bookingResult = createRoute({
  getParentRoute: () => member,
  path: '/booking/$id/result',
  component: pages.BookingResultPage,
});
const records = createRoute({
  getParentRoute: () => member,
  path: '/records',
  validateSearch: search.recordsSearch,
  component: pages.RecordsPage,
});
const record = createRoute({
  getParentRoute: () => member,
  path: '/records/$id',
  component: pages.RecordPage,
});
const room = createRoute({
  getParentRoute: () => call,
  path: '/records/$id/room',
  component: pages.RoomPage,
});
const medcards = createRoute({
  getParentRoute: () => member,
  path: '/medcards',
  validateSearch: search.documentsSearch,
  component: pages.MedcardsPage,
});
const medcard = createRoute({
  getParentRoute: () => member,
  path: '/medcards/$id',
  component: pages.MedcardPage,
});
const shares = createRoute({
  getParentRoute: () => member,
  path: '/medcards/shares',
  validateSearch: search.sharesSearch,
  component: pages.SharesPage,
});
/** A medcard opened by a link: for anybody who has it, logged in or not. */
const shared = createRoute({
  getParentRoute: () => stranger,
  path: '/s/$token',
  component: pages.SharedPage,
});
const profile = createRoute({
  getParentRoute: () => member,
  path: '/profile',
  validateSearch: search.profileSearch,
  component: pages.ProfilePage,
});

const check = createRoute({
  getParentRoute: () => member,
  path: '/check',
  component: pages.CheckPage,
});

const routeTree = root.addChildren([
  stranger.addChildren([login, loginOther, loginRecover, loginJoin, welcome, shared]),
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
    defaultPendingComponent: PendingPage,
    defaultErrorComponent: CrashPage,
    defaultNotFoundComponent: NotFoundPage,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
