import type { Params } from './params';
import type { JsonObject } from './wire';

const MAX_RECORDS = 5000;

/** One call as it came in, and how it was answered. */
export interface CallRecord {
  /** As it was asked for, with its query. */
  readonly path: string;
  readonly method: string;
  readonly botToken: string;
  readonly chatId: number | undefined;
  /** JSON members parsed; uploads as name and size. */
  readonly body: JsonObject;
  readonly at: Date;
  /** The HTTP status answered (even when a fault then lost the answer); undefined while the call runs. */
  status: number | undefined;
  /** The refusal's description. */
  error: string | undefined;
}

interface StartedCall {
  readonly path: string;
  readonly method: string;
  readonly botToken: string;
  readonly chatId: number | undefined;
  readonly params: Params;
}

/** The newest calls; the oldest fall out. */
export class CallLog {
  readonly records: CallRecord[] = [];

  constructor(
    private readonly now: () => Date,
    private readonly onCall: (record: CallRecord) => void,
  ) {}

  start({ path, method, botToken, chatId, params }: StartedCall): CallRecord {
    const record: CallRecord = {
      path,
      method,
      botToken,
      chatId,
      body: params.describe(),
      at: this.now(),
      status: undefined,
      error: undefined,
    };
    this.records.push(record);
    if (this.records.length > MAX_RECORDS) this.records.shift();
    this.onCall(record);
    return record;
  }
}
