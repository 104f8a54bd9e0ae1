import { PermanentError } from '@rto/kernel';

/** Begins to listen. @throws PermanentError one line, when the address cannot be had */
export async function listen(
  variable: 'HTTP_PORT' | 'INTERNAL_PORT',
  { host, port }: { readonly host: string; readonly port: number | undefined },
  open: () => Promise<unknown>,
): Promise<void> {
  try {
    await open();
  } catch (error) {
    const hint = hintFor(error, variable, host, port);
    throw hint === undefined ? error : new PermanentError(hint, { cause: error });
  }
}

function hintFor(
  error: unknown,
  variable: string,
  host: string,
  port: number | undefined,
): string | undefined {
  switch (error instanceof Error && 'code' in error ? error.code : undefined) {
    case 'EADDRINUSE':
      return `${variable}: ${port} is in use: stop what listens there, or take another, for example ${variable}=3001`;
    case 'EACCES':
      return `${variable}: ${port} may not be used by this user; take one above 1023, for example ${variable}=3000`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HTTP_HOST: ${host} is no address of this machine; take one that is, for example HTTP_HOST=0.0.0.0`;
    default:
      return undefined;
  }
}
