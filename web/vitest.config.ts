import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  test: {
    environment: 'jsdom',
    environmentOptions: { jsdom: { url: 'http://localhost:8080/' } },
    include: ['{apps,packages}/*/src/**/*.test.{ts,tsx}'],
    setupFiles: ['packages/ui/src/testing/setup.ts'],
    env: { TZ: 'Europe/Moscow' },
  },
});
