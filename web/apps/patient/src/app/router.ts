import type { QueryClient } from '@tanstack/react-query';
import { createRouter, type RouterHistory } from '@tanstack/react-router';
import { routerDefaults } from '@mila/app';
import { patientTexts } from '../locales';
import { routeTree } from '../route-tree.gen';

const createAppRouter = (client: QueryClient, history?: RouterHistory) =>
  createRouter({ routeTree, history, context: { client }, trailingSlash: 'preserve', ...routerDefaults });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}

export const patientApp = { texts: { patient: patientTexts }, createAppRouter };
