import { Injectable, Logger } from '@nestjs/common';
import { errorMessage, RateLimitedError, RetryableError } from '@rto/kernel';
import { KeyValueStore } from '@rto/kv';
import {
  RegosDocumentLines,
  RegosRefusal,
  type DocumentGoods,
  type LinedDocument,
  type RegosConnection,
} from '@rto/regos';

/** An account that refuses a method is asked again after a day. */
const REFUSED_SEC = 86_400;
/** One where it fails, perhaps because it is not there, after ten minutes. */
const FAILED_SEC = 600;

/** Looks up what documents are about, where the account lets us. */
@Injectable()
export class DocumentLookUp {
  private readonly logger = new Logger(DocumentLookUp.name);

  constructor(
    private readonly lines: RegosDocumentLines,
    private readonly store: KeyValueStore,
  ) {}

  /** @returns undefined when it cannot be learnt: that is no failure, there are other ways */
  async goods(
    connection: RegosConnection,
    document: LinedDocument,
    stockId: number,
  ): Promise<DocumentGoods | undefined> {
    const key = `t:${connection.tenantId}:no-lines:${document.kind}`;
    if (await this.store.get<true>(key)) return undefined;
    try {
      return await this.lines.goods(connection, document, stockId);
    } catch (error) {
      const isRefused = error instanceof RegosRefusal;
      if (!isRefused && !(error instanceof RetryableError)) throw error;
      // no turn says nothing about the method
      if (!(error instanceof RateLimitedError)) {
        await this.store.set(key, true, isRefused ? REFUSED_SEC : FAILED_SEC);
      }
      const { tenantId } = connection;
      this.logger.warn({ tenantId, message: `lines of a ${document.kind} not read: ${errorMessage(error)}` });
      return undefined;
    }
  }
}
