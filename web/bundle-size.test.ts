import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { cabinetRu } from './apps/patient/src/locales/ru/cabinet';
import { client, licences } from './vite.shared';

const kilobyte = 1000;
/** What a person downloads before the main page can be used, gzipped, in kB. */
const budget = { script: 200, style: 24, font: 62 };
const familiar = ['golos-text-cyrillic-wght', 'golos-text-latin-wght'];

type Chunk = Rolldown.OutputChunk;

/** One client as `npm run build` makes it, kept in memory. */
class Built {
  private constructor(
    private readonly root: string,
    private readonly files: Map<string, Chunk | Rolldown.OutputAsset>,
  ) {}

  static async from(name: string): Promise<Built> {
    const root = join(import.meta.dirname, 'apps', name);
    const config = client(root, 0);
    const made = await build({
      ...config,
      configFile: false,
      logLevel: 'error',
      build: { ...config.build, write: false, reportCompressedSize: false },
    });
    const [{ output }] = [made].flat() as [Rolldown.RolldownOutput];
    return new Built(root, new Map(output.map((file) => [file.fileName, file])));
  }

  get chunks(): Chunk[] {
    return [...this.files.values()].filter((file) => file.type === 'chunk');
  }

  get names(): string[] {
    return [...this.files.keys()];
  }

  /** The chunk that begins with this module of the app; of a route it is its page. */
  of(path: string): Chunk | undefined {
    const module = join(this.root, 'src', path);
    return this.chunks.find(({ facadeModuleId: facade }) =>
      path.startsWith('routes/') ? facade?.startsWith(`${module}?tsr-split`) : facade === module,
    );
  }

  /** Its pages: the routes that are inside a frame. */
  get pages(): string[] {
    const routes = readdirSync(join(this.root, 'src/routes'), { recursive: true, encoding: 'utf8' });
    return routes.filter((name) => /^_\w+\/.+\.tsx$/.test(name));
  }

  /** The chunk and everything it imports before it can run. */
  needed(name: string, found = new Set<string>()): Set<string> {
    const file = this.files.get(name);
    if (file?.type !== 'chunk' || found.has(name)) return found;
    found.add(name);
    file.imports.forEach((next) => this.needed(next, found));
    return found;
  }

  stylesOf(scripts: Iterable<string>): Set<string> {
    return new Set(
      this.chunks
        .filter(({ fileName }) => new Set(scripts).has(fileName))
        .flatMap((chunk) => [...(chunk.viteMetadata?.importedCss ?? [])]),
    );
  }

  text(name: string): string {
    const file = this.files.get(name);
    return file?.type === 'asset' ? String(file.source) : '';
  }

  kilobytes(names: Iterable<string>, pack: (bytes: Uint8Array) => Uint8Array = (bytes) => bytes): number {
    const sizes = [...names].map((name) => {
      const file = this.files.get(name)!;
      return pack(Buffer.from(file.type === 'chunk' ? file.code : file.source)).length;
    });
    return sizes.reduce((sum, size) => sum + size, 0) / kilobyte;
  }
}

const zip = (bytes: Uint8Array) => gzipSync(bytes, { level: 9 });
let patient: Built;
let doctor: Built;

beforeAll(async () => {
  // As `npm run build` does it: React without what only its developers need.
  vi.stubEnv('NODE_ENV', 'production');
  patient = await Built.from('patient');
  doctor = await Built.from('doctor');
}, 300_000);

describe("the patient's client, as it is built", () => {
  it('opens its main page with little to download', () => {
    const scripts = patient.needed(patient.chunks.find((chunk) => chunk.isEntry)!.fileName);
    patient.needed(patient.of('routes/_user/index.tsx')!.fileName, scripts);
    const fonts = patient.names.filter((name) => familiar.some((font) => name.includes(font)));
    const weight = {
      script: patient.kilobytes(scripts, zip),
      style: patient.kilobytes(patient.stylesOf(scripts), zip),
      font: patient.kilobytes(fonts),
    };
    console.info('first load of the main page, kB gzipped:', weight, `in ${scripts.size} scripts`);
    for (const kind of ['script', 'style', 'font'] as const)
      expect(weight[kind]).toBeLessThanOrEqual(budget[kind]);
    expect(fonts).toHaveLength(familiar.length);
  });

  it('has on its first pages no words that come with the cabinet', () => {
    const later = new RegExp(`['"\\x60](${Object.keys(cabinetRu).join('|')})\\.`);
    for (const page of [
      '_user/index',
      '_user/search',
      '_user/doctors.$slug',
      '_user/clinics.$slug',
      '_user/records',
      '_plain/login',
      '_plain/login_.other',
      '_plain/login_.recover',
    ]) {
      const scripts = patient.needed(patient.of(`routes/${page}.tsx`)!.fileName);
      const early = patient.chunks.filter(({ fileName, code }) => scripts.has(fileName) && later.test(code));
      expect([page, ...early.map(({ fileName }) => fileName)]).toEqual([page]);
    }
  });

  it('keeps every page in a chunk of its own', () => {
    for (const built of [patient, doctor])
      expect(built.pages.filter((name) => !built.of(`routes/${name}`)?.isDynamicEntry)).toEqual([]);
  });

  it('fetches English only for those who read it', () => {
    expect(patient.of('locales/en/index.ts')?.isDynamicEntry).toBe(true);
  });
});

describe('licences', () => {
  it('of everything bundled are served beside the client, the typeface among them', () => {
    for (const built of [patient, doctor])
      for (const name of ['react-dom', '@mantine/core', '@fontsource-variable/golos-text'])
        expect(built.text(licences)).toMatch(new RegExp(`^## ${name} - `, 'm'));
  });
});

describe('styles', () => {
  it("are of those parts of Mantine that the clients have, in Mantine's order", () => {
    const folder = join(import.meta.dirname, 'node_modules/@mantine/core/styles');
    const used = new Set(
      [patient, doctor]
        .flatMap(({ chunks }) => chunks.flatMap((chunk) => Object.keys(chunk.modules)))
        .map((id) => /@mantine\/core\/esm\/.*\/(\w+)\.module\.mjs$/.exec(id)?.[1])
        .filter((name) => name && existsSync(join(folder, `${name}.css`))),
    );
    const whole = readFileSync(join(folder, '../styles.css'), 'utf8');
    const place = (name = '') =>
      whole.indexOf(readFileSync(join(folder, `${name}.css`), 'utf8').slice(0, 40));
    const wanted = [...used].sort((one, other) => place(one) - place(other));
    const listed = readFileSync(join(import.meta.dirname, 'packages/ui/src/styles.ts'), 'utf8');
    const imported = [...listed.matchAll(/@mantine\/core\/styles\/([A-Z]\w+)\.css/g)].map(([, name]) => name);
    expect(imported).toEqual(wanted);
  });
});
