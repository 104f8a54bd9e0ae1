/** Who imports whom, as far as a tool can see it; what each lib is: docs/architecture.md. */
const TEST = '[.](spec|int-spec|e2e-spec|contract|fixture|test-app)[.]ts$|^apps/[^/]+/test/';
const DOMAIN = '^libs/(settings|catalog|cart|orders|customers|cards|news)/';
const DRIVERS =
  '(^|/)node_modules/(ioredis|pg|@electric-sql/pglite|telegraf|nestjs-telegraf|axios|@nestjs/axios|express)/';

/** Domain lib -> the domain libs it may stand on. */
const STANDS_ON = {
  settings: [],
  catalog: ['settings'],
  cart: ['settings', 'catalog'],
  customers: ['settings'],
  cards: ['settings', 'customers'],
  orders: ['settings', 'catalog', 'cart', 'customers'],
  news: ['settings', 'catalog', 'cart', 'customers', 'orders'],
};

/** Lib below the domain -> the libs of ours it may import. */
const FOUNDATION = {
  kernel: [],
  config: ['kernel'],
  regos: ['kernel', 'config', 'kv'],
  fakes: ['kernel'],
  database: ['kernel', 'config'],
  kv: ['kernel', 'config', 'database'],
  jobs: ['kernel', 'config', 'database'],
  cluster: ['kernel', 'config', 'database', 'jobs'],
};

function mayImportOnly(lib, allowed, among) {
  const others = allowed.length > 0 ? `(?!(?:${[lib, ...allowed].join('|')})/)` : `(?!${lib}/)`;
  return {
    name: `${lib}-imports`,
    comment: `libs/${lib} may import of ${among === '' ? 'our' : 'the domain'} libs: ${allowed.join(', ') || 'none'}`,
    severity: 'error',
    from: { path: `^libs/${lib}/`, pathNot: TEST },
    to: { path: `^libs/${others}${among}` },
  };
}

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'a file nobody imports is dead, or its lib forgot to export it',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          '[.]d[.]ts$',
          TEST,
          '/main[.]tsx?$',
          '^libs/[^/]+/src/index[.]ts$',
          '[.](html|css|svg|json|sql)$',
        ],
      },
      to: {},
    },
    {
      name: 'no-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-lib-imports-an-app',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'no-app-imports-an-app',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'libs-are-entered-by-index',
      severity: 'error',
      from: { path: '^(?:apps|libs)/([^/]+)/' },
      to: { path: '^libs/([^/]+)/', pathNot: ['^libs/$1/', '^libs/[^/]+/src/index[.]ts$'] },
    },
    {
      name: 'apps-enter-libs-by-index',
      comment: 'also when app and lib have one name',
      severity: 'error',
      from: { path: '^apps/' },
      to: { path: '^libs/', pathNot: '^libs/[^/]+/src/index[.]ts$' },
    },
    {
      name: 'domain-knows-no-transport',
      severity: 'error',
      from: { path: DOMAIN, pathNot: TEST },
      to: { path: '^libs/(telegram|screens|admin)/' },
    },
    {
      name: 'domain-knows-no-driver',
      severity: 'error',
      from: { path: DOMAIN, pathNot: TEST },
      to: { path: DRIVERS },
    },
    {
      name: 'queue-library-in-processors-only',
      comment: 'the rest of the domain rings the bell through Jobs',
      severity: 'error',
      from: { path: DOMAIN, pathNot: [TEST, '[.](processor|module)[.]ts$'] },
      to: { path: '(^|/)node_modules/(bullmq|@nestjs/bullmq)/' },
    },
    {
      name: 'screens-take-data-only',
      comment: 'a screen is a pure function: it imports the types of the domain, never its services',
      severity: 'error',
      from: { path: '^libs/screens/', pathNot: TEST },
      to: { path: DOMAIN, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'screens-import-nothing-else',
      severity: 'error',
      from: { path: '^libs/screens/', pathNot: TEST },
      to: { path: '^libs/(telegram|admin|database|kv|jobs|config|observability)/' },
    },
    {
      name: 'fakes-stay-out-of-the-service',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: [TEST, '^apps/sandbox/', '^libs/(fakes|testing)/'] },
      to: { path: '^libs/(fakes|testing)/' },
    },
    ...Object.entries(STANDS_ON).map(([lib, allowed]) =>
      mayImportOnly(lib, allowed, '(settings|catalog|cart|orders|customers|cards|news)/'),
    ),
    ...Object.entries(FOUNDATION).map(([lib, allowed]) => mayImportOnly(lib, allowed, '')),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    // imports that exist for types only count as well: they are dependencies of meaning
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/|^apps/sandbox/web/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.cjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['require', 'node', 'import', 'default'],
    },
  },
};
