// Writes src/route-tree.gen.ts of both apps, as a build does; with --check a stale one is an error.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolveConfig } from 'vite';

const check = process.argv.includes('--check');
for (const app of ['patient', 'doctor']) {
  const root = join(import.meta.dirname, 'apps', app);
  const tree = join(root, 'src/route-tree.gen.ts');
  const committed = readFileSync(tree, 'utf8');
  await resolveConfig({ configFile: join(root, 'vite.config.ts') }, 'build');
  if (!check || readFileSync(tree, 'utf8') === committed) continue;
  writeFileSync(tree, committed);
  console.error(`${tree} is stale: npm run routes`);
  process.exitCode = 1;
}
