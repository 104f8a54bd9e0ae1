import type { Request } from 'express';

/** Methods that a route of the admin API takes at the address of a request; empty when there is no such address. */
export function allowedMethods({ app, path }: Request): string[] {
  if (!path.startsWith('/admin/v1/')) return []; // the other addresses hold secrets and tell nothing
  const methods = app.router.stack.flatMap(({ route }) =>
    route && fits(route.path, path) ? route.stack.map(({ method }) => method.toUpperCase()) : [],
  );
  return [...new Set(methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])))].sort();
}

/** Express has matched nothing by now, because of the method; our routes are plain segments and `:id`. */
function fits(route: string, path: string): boolean {
  const wanted = route.split('/');
  const given = path.replace(/\/$/, '').split('/');
  return (
    wanted.length === given.length &&
    wanted.every((segment, index) => segment.startsWith(':') || segment === given[index]?.toLowerCase())
  );
}
