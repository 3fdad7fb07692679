/**
 * Writes src/generated/<service>.ts from what the services say of themselves; with --check it only compares.
 * A service that cannot speak fails the run: stale types are worse than none.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTypescript, { astToString } from 'openapi-typescript';

const here = import.meta.dirname;
const repository = join(here, '..', '..', '..');
const python = process.env.MILA_PYTHON ?? join(repository, '.venv', 'bin', 'python');
const services = readdirSync(join(repository, 'services'));

const check = process.argv.includes('--check');
const stale = [];

for (const service of services) {
  const openapi = execFileSync(python, ['-m', 'common', service, 'openapi'], {
    cwd: repository,
    encoding: 'utf8',
    maxBuffer: 32 * 1024 * 1024,
  });
  const types = astToString(await openapiTypescript(JSON.parse(openapi), { alphabetize: true }));
  const path = join(here, 'src', 'generated', `${service}.ts`);
  if (existsSync(path) && readFileSync(path, 'utf8') === types) continue;
  if (check) stale.push(service);
  else writeFileSync(path, types);
}

if (stale.length) {
  console.error(`The generated API is stale for: ${stale.join(', ')}. Run: npm run api`);
  process.exit(1);
}
