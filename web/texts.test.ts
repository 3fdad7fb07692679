import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { doctorEn } from './apps/doctor/src/locales/en';
import { doctorRu } from './apps/doctor/src/locales/ru';
import { checkPage as checkEn } from './apps/patient/src/features/check/texts/en';
import { checkPage as checkRu } from './apps/patient/src/features/check/texts/ru';
import { patientEn } from './apps/patient/src/locales/en';
import { patientRu } from './apps/patient/src/locales/ru';
import { cabinetRu } from './apps/patient/src/locales/ru/cabinet';
import { choice } from './apps/patient/src/locales/ru/choice';
import { password } from './apps/patient/src/locales/ru/password';
import { problemsEn } from './packages/api/src/problem-texts-en';
import { problemsRu } from './packages/api/src/problem-texts-ru';
import { roomEn } from './packages/call/src/texts/en';
import { roomRu } from './packages/call/src/texts/ru';
import { commonEn } from './packages/ui/src/i18n/common-en';
import { commonRu } from './packages/ui/src/i18n/common-ru';
import { missingKeys } from './packages/ui/src/testing/keys';

const namespaces: [string, object, object][] = [
  ['common', commonRu, commonEn],
  ['problems', problemsRu, problemsEn],
  ['room', roomRu, roomEn],
  ['check', checkRu, checkEn],
  ['patient', { ...patientRu, ...cabinetRu, ...choice, ...password }, patientEn],
  ['doctor', doctorRu, doctorEn],
];
const form = /_(one|few|many|other)$/;
/** What English readers see in Russian on purpose: the way back to it, and words on pages that are Russian. */
const russianOnPurpose = /РУС|«[^»]*»|“[^”]*”/g;

function sentences(texts: object, path = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value]] : sentences(value as object, `${path}${key}.`),
  ) as [string, string][];
}

/** The forms of number by their key. */
function forms(texts: object): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const [key] of sentences(texts))
    if (form.test(key)) (found[key.replace(form, '')] ??= []).push(form.exec(key)![1]!);
  return found;
}

describe.each(namespaces)('words of «%s»', (_name, russian, english) => {
  it('are in both languages', () => {
    expect(missingKeys(russian, english)).toEqual([]);
  });

  it('are English where English is read', () => {
    const mixed = sentences(english).filter(([, words]) =>
      /[А-Яа-яЁё]/.test(words.replace(russianOnPurpose, '')),
    );
    expect(mixed).toEqual([]);
  });

  it.each([
    ['Russian', russian, ['few', 'many', 'one', 'other']],
    ['English', english, ['one', 'other']],
  ] as const)('have all %s forms of number', (_language, texts, wanted) => {
    const short = Object.entries(forms(texts)).filter(([, found]) => found.sort().join() !== wanted.join());
    expect(short).toEqual([]);
  });

  it('use the marks of print: «ёлочки», dashes, three dots in one', () => {
    const careless = sentences(russian).filter(([, words]) => /"| - |\.\.\.|\s$|^\s/.test(words));
    expect(careless).toEqual([]);
  });
});

it('every text of a page is shown somewhere', () => {
  const code = ['apps', 'packages']
    .flatMap((folder) =>
      readdirSync(join(import.meta.dirname, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
        join(folder, file),
      ),
    )
    .filter(
      (file) =>
        /src\/.*\.tsx?$/.test(file) &&
        !/node_modules|generated|locales|\/texts\/|problem-texts|common-(ru|en)|\.test\./.test(file),
    )
    .map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'))
    .join('\n');
  const shown = (key: string): boolean => {
    const parts = key.split('.');
    const made = parts.slice(1).map((_part, index) => `${parts.slice(0, index + 1).join('.')}.\${`);
    return code.includes(`${key}'`) || made.some((start) => code.includes(start));
  };
  const idle = namespaces
    .filter(([name]) => name !== 'problems')
    .flatMap(([name, russian]) => sentences(russian).map(([key]) => [name, key.replace(form, '')] as const))
    .filter(([, key]) => !shown(key))
    .map(([name, key]) => `${name}:${key}`);
  expect([...new Set(idle)]).toEqual([]);
});
