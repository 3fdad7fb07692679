import js from '@eslint/js';
import hooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import ts from 'typescript-eslint';

/** A file is named in kebab case, so that it reads the same on every disk. */
const kebabFilename = {
  create: (context) => ({
    Program(node) {
      const name = context.filename.split('/').at(-1);
      if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*$/.test(name))
        context.report({ node, message: `Name this file in kebab case: ${name}` });
    },
  }),
};

const pattern = (regex, message) => ({ regex, message });
const forbidImports = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });

const noApps = pattern('(^|/)apps/|^@mila/(patient|doctor)', 'A package knows nothing of the apps.');
const noDepths = pattern('^@mila/[^/]+/src', 'Enter a package by its index.');

export default ts.config(
  { ignores: ['**/dist', '**/generated', '**/*.gen.ts', 'node_modules'] },
  js.configs.recommended,
  ts.configs.recommended,
  hooks.configs.flat['recommended-latest'],
  {
    languageOptions: { globals: { ...globals.browser } },
    plugins: { mila: { rules: { 'kebab-filename': kebabFilename } } },
    rules: {
      'mila/kebab-filename': 'error',
      'max-lines': ['error', { max: 200 }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      eqeqeq: 'error',
    },
  },
  { files: ['packages/**/*.{ts,tsx}'], rules: forbidImports(noApps, noDepths) },
  {
    files: ['apps/**/*.{ts,tsx}', 'packages/{app,ui,call}/**/*.{ts,tsx}'],
    ignores: ['**/*.test.{ts,tsx}'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "Property[key.name='queryKey'] > ArrayExpression > Literal:first-child",
          message: 'Query keys are listed in `keys` of @mila/api.',
        },
      ],
    },
  },
  {
    // A feature is a flat folder: it never reaches out to another feature, a page or the app.
    files: ['apps/*/src/features/**/*.{ts,tsx}'],
    rules: forbidImports(
      noDepths,
      pattern('^\\.\\./', 'A feature reaches only packages and its own folder.'),
    ),
  },
  {
    // The name of a route is its address.
    files: ['apps/*/src/routes/**/*.tsx'],
    rules: { 'mila/kebab-filename': 'off', ...forbidImports(noDepths) },
  },
  { files: ['**/*.mjs', '*.config.*', '**/*.config.ts'], languageOptions: { globals: { ...globals.node } } },
  {
    files: ['**/*.test.{ts,tsx}', '**/testing/**', 'apps/*/src/tests/**'],
    rules: { 'max-lines': 'off', 'no-restricted-imports': 'off' },
  },
);
