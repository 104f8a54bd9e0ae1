import tseslint from 'typescript-eslint';

const TESTS = [
  '**/*.spec.ts',
  '**/*.int-spec.ts',
  '**/*.e2e-spec.ts',
  '**/*.contract.ts',
  'libs/fakes/**',
  'libs/testing/**',
];
const DOMAIN = ['settings', 'catalog', 'cart', 'orders', 'customers', 'cards'].map(
  (lib) => `libs/${lib}/**/*.ts`,
);

const doubleAssertion = {
  selector: 'TSAsExpression[expression.type="TSAsExpression"]',
  message: 'A double assertion switches the compiler off: narrow the value, or fix its type.',
};
const environment = {
  selector: 'MemberExpression[object.name="process"][property.name="env"]',
  message: 'Only libs/config reads process.env; inject Config.',
};
const wallClock = [
  {
    selector: 'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
    message: 'Domain code takes the time from the injected Clock.',
  },
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
    message: 'Domain code takes the time from the injected Clock.',
  },
  {
    selector: 'CallExpression[callee.name=/^set(Timeout|Interval|Immediate)$/]',
    message: 'Domain code waits through jobs, never through timers.',
  },
];

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', 'data/', '**/*.cjs', '**/*.mjs', 'libs/database/migrations/'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
      ],
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      // empty Nest modules are classes by design
      '@typescript-eslint/no-extraneous-class': 'off',
      // an adapter of an asynchronous port may well have nothing to wait for
      '@typescript-eslint/require-await': 'off',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': ['error', doubleAssertion, environment],
      'no-console': 'error',
      'no-empty': ['error', { allowEmptyCatch: false }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'prefer-const': 'error',
    },
  },
  {
    files: DOMAIN,
    rules: { 'no-restricted-syntax': ['error', doubleAssertion, environment, ...wallClock] },
  },
  {
    // the one reader of the environment, and the programs around the service that only hand it on
    files: ['libs/config/src/**/*.ts', 'apps/sandbox/**/*.ts', 'scripts/**/*.ts', '*.config.ts'],
    rules: { 'no-restricted-syntax': ['error', doubleAssertion] },
  },
  {
    files: ['apps/sandbox/**/*.{ts,tsx}', 'scripts/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    // a JSX function is markup, and long markup is still easy to read
    files: ['apps/sandbox/web/**/*.tsx'],
    rules: { 'max-lines-per-function': ['error', { max: 100, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: TESTS,
    rules: {
      'no-restricted-syntax': ['error', doubleAssertion],
      'max-lines-per-function': 'off', // describe() is a function
      '@typescript-eslint/unbound-method': 'off', // expect(spy.method) binds nothing
    },
  },
);
