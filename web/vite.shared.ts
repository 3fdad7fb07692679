import react from '@vitejs/plugin-react';
import type { UserConfig } from 'vite';

const gateway = 'http://localhost:8080';

/** What both clients share: content-hashed files under /assets, vendors apart from our code, the gateway behind /api. */
export function client(root: string, port: number): UserConfig {
  return {
    root,
    envDir: import.meta.dirname,
    plugins: [react()],
    build: {
      target: 'es2022',
      outDir: 'dist',
      emptyOutDir: true,
      assetsDir: 'assets',
      sourcemap: false,
      rolldownOptions: {
        output: {
          codeSplitting: {
            groups: [
              { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// },
              { name: 'data', test: /node_modules\/(@tanstack|openapi-fetch|i18next|react-i18next)\// },
            ],
          },
        },
      },
    },
    server: { port, proxy: { '/api': { target: gateway, ws: true } } },
    preview: { port },
  };
}
