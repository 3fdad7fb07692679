import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { tanstackRouter } from '@tanstack/router-plugin/vite';
import type { Plugin, UserConfig } from 'vite';

const gateway = 'http://localhost:8080';

/** The route tree of an app, written next to its `routes`; each page is a chunk, the frames around pages are not. */
const fileRoutes = (root: string) =>
  tanstackRouter({
    routesDirectory: join(root, 'src/routes'),
    generatedRouteTree: join(root, 'src/route-tree.gen.ts'),
    tmpDir: join(import.meta.dirname, 'node_modules/.cache/routes'),
    quoteStyle: 'single',
    semicolons: true,
    disableLogging: true,
    autoCodeSplitting: true,
    codeSplittingOptions: { splitBehavior: ({ routeId }) => (/^\/_[a-z]+$/.test(routeId) ? [] : undefined) },
  });

/** The two alphabets of every page are asked for together with its scripts, not after its styles. */
const preloadFonts: Plugin = {
  name: 'preload-fonts',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle = {} }) =>
      Object.keys(bundle)
        .filter((file) => /golos-text-(cyrillic|latin)-wght-.*woff2$/.test(file))
        .map((file) => ({
          tag: 'link',
          attrs: { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: '', href: `/${file}` },
          injectTo: 'head' as const,
        })),
  },
};

/** Where a built client keeps the licences of everything that is bundled into it; served as it is. */
export const licences = 'licenses.txt';

/** What both clients share: content-hashed files under /assets, vendors apart from our code, the gateway behind /api. */
export function client(root: string, port: number): UserConfig {
  return {
    root,
    publicDir: join(import.meta.dirname, 'packages/ui/public'),
    envDir: import.meta.dirname,
    plugins: [fileRoutes(root), react(), preloadFonts],
    build: {
      target: 'es2022',
      outDir: 'dist',
      emptyOutDir: true,
      assetsDir: 'assets',
      sourcemap: false,
      license: { fileName: licences },
      rolldownOptions: {
        output: {
          codeSplitting: {
            groups: [
              { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// },
              { name: 'data', test: /node_modules\/(@tanstack|openapi-fetch|i18next|react-i18next)\// },
              // Pages import their route back, which would make a chunk of each.
              { name: 'routes', test: /\/src\/(routes\/.+|route-tree\.gen)\.tsx?$/ },
            ],
          },
        },
      },
    },
    server: { port, proxy: { '/api': { target: gateway, ws: true } } },
    preview: { port },
  };
}
