import { RouterProvider } from '@tanstack/react-router';
import { createQueryClient, sessionQuery } from '@mila/api';
import { MilaProvider } from '@mila/ui';
import { createAppRouter } from './router';

const client = createQueryClient(() => {
  // The guard asks anew who is here and leads to the login with the way back.
  client.removeQueries({ queryKey: sessionQuery.queryKey });
  void router.invalidate();
});
const router = createAppRouter(client);

export function App() {
  return (
    <MilaProvider client={client}>
      <RouterProvider router={router} />
    </MilaProvider>
  );
}
