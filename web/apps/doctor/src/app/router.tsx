import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouterHistory,
} from '@tanstack/react-router';
import { isProblemCode, type ProblemCode } from '@mila/api';
import { CrashPage, NotFoundPage, PendingPage, PlainFrame } from '@mila/ui';
import { DeskFrame } from './frames';
import { requireDoctor, requireOutsider } from './guard';

interface GateSearch {
  return_to?: string;
  problem?: ProblemCode;
}

interface DaySearch {
  date?: string;
}

const root = createRootRouteWithContext<{ client: QueryClient }>()();

const gate = createRoute({ getParentRoute: () => root, id: 'gate', component: PlainFrame });
const desk = createRoute({
  getParentRoute: () => root,
  id: 'desk',
  beforeLoad: requireDoctor,
  component: DeskFrame,
});

const login = createRoute({
  getParentRoute: () => gate,
  path: '/login',
  validateSearch: (raw: Record<string, unknown>): GateSearch => ({
    return_to: typeof raw.return_to === 'string' ? raw.return_to : undefined,
    problem: isProblemCode(raw.problem) ? raw.problem : undefined,
  }),
  beforeLoad: requireOutsider,
  component: lazyRouteComponent(() => import('../pages/login'), 'LoginPage'),
});
const day = createRoute({
  getParentRoute: () => desk,
  path: '/',
  validateSearch: (raw: Record<string, unknown>): DaySearch => ({
    date: typeof raw.date === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(raw.date) ? raw.date : undefined,
  }),
  component: lazyRouteComponent(() => import('../pages/day'), 'DayPage'),
});
const visit = createRoute({
  getParentRoute: () => desk,
  path: '/visits/$id',
  component: lazyRouteComponent(() => import('../pages/visit'), 'VisitPage'),
});

const routeTree = root.addChildren([gate.addChildren([login]), desk.addChildren([day, visit])]);

export const createAppRouter = (client: QueryClient, history?: RouterHistory) =>
  createRouter({
    routeTree,
    history,
    context: { client },
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
