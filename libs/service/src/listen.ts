import type { INestApplication } from '@nestjs/common';
import { PermanentError } from '@rto/kernel';

/** Starts the application and takes requests. @throws PermanentError one line, when the address cannot be had */
export async function listen(
  app: INestApplication,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<void> {
  try {
    await app.listen(port, host);
  } catch (error) {
    const hint = hintFor(error, host, port);
    throw hint === undefined ? error : new PermanentError(hint, { cause: error });
  }
}

function hintFor(error: unknown, host: string, port: number): string | undefined {
  switch (error instanceof Error && 'code' in error ? error.code : undefined) {
    case 'EADDRINUSE':
      return `HTTP_PORT: ${port} is in use: stop what listens there, or take another, for example HTTP_PORT=3001`;
    case 'EACCES':
      return `HTTP_PORT: ${port} may not be used by this user; take one above 1023, for example HTTP_PORT=3000`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HTTP_HOST: ${host} is no address of this machine; take one that is, for example HTTP_HOST=0.0.0.0`;
    default:
      return undefined;
  }
}
