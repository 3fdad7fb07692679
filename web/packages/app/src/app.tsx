import type { QueryClient } from '@tanstack/react-query';
import { type AnyRouter, type RouterHistory, RouterProvider } from '@tanstack/react-router';
import { StrictMode, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { MilaProvider, PendingPage, startI18n } from '@mila/ui';
import { CrashPage, NotFoundPage } from './pages';
import { createAppClient, watchSession } from './session';

/** What both apps ask of their routers. */
export const routerDefaults = {
  scrollRestoration: true,
  defaultPreload: 'intent',
  defaultPendingComponent: PendingPage,
  defaultErrorComponent: CrashPage,
  defaultNotFoundComponent: NotFoundPage,
} as const;

export interface AppDefinition<Router extends AnyRouter> {
  texts: Parameters<typeof startI18n>[0];
  createAppRouter: (client: QueryClient, history?: RouterHistory) => Router;
}

/** The element of an app and its router, once its texts can be read. */
export async function createApp<Router extends AnyRouter>(
  { texts, createAppRouter }: AppDefinition<Router>,
  history?: RouterHistory,
) {
  await startI18n(texts);
  const runGuards = (): Promise<void> => router.invalidate();
  const client = createAppClient(runGuards);
  const router: Router = createAppRouter(client, history);
  function App() {
    useEffect(() => watchSession(client, runGuards), []);
    return (
      <MilaProvider client={client}>
        <RouterProvider router={router} />
      </MilaProvider>
    );
  }
  return { element: <App />, router };
}

/** Shows an app in its page. */
export async function startApp(app: AppDefinition<AnyRouter>): Promise<void> {
  const root = createRoot(document.getElementById('root')!);
  const { element } = await createApp(app);
  root.render(<StrictMode>{element}</StrictMode>);
}
