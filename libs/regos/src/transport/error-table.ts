import type { RefusalKind } from '../model';

/** `rate` and `retry` become retryable errors, the rest are refusals. */
export type AnswerClass = 'rate' | 'retry' | RefusalKind;

export interface Verdict {
  readonly class: AnswerClass;
  /** Whether a write that got this answer may have been carried out after all. */
  readonly written: 'no' | 'unknown';
}

/** `[class, written, codes]`; a pair of codes is a range, both ends included. */
type Entry = readonly [AnswerClass, Verdict['written'], ...(number | readonly [number, number])[]];

/**
 * The one place that says what an error code of REGOS means.
 * @source docs/regos.md 8 and 21.9. The column `written` is our inference from the codes' meaning, unchecked: what
 * says "before the work" is `no`; faults inside REGOS, where the commit itself may be what failed, are `unknown`.
 */
const ENTRIES: readonly Entry[] = [
  ['rate', 'no', 8213, 1018],

  // no database, maintenance, update, lock service, same method running; document, customer or card locked
  ['retry', 'no', 1000, 2010, 9007, 2200, 2202, 2201, 1062, 1163, 1071, 1075],
  // SQL failure, internal fault, network or CDN of REGOS, unknown failure
  ['retry', 'unknown', 2000, 2001, 3000, 7200, 7250, [7300, 7399], 9998, 9999],
  // infrastructure of which only the class is known
  ['retry', 'unknown', 1190, [1212, 1214], [7000, 7106], [7400, 7402], [8550, 8551]],

  // data equal; duplicate; phone in use; card barcode exists; has such a card; no rows to change
  ['done', 'no', 1013, 1010, 2002, 1165, 4001, 4015, 1009],

  // stock; item not found, deleted, parent of variants, compound; deleted items in the document; too large; format of
  // the phone, or it must be verified; closed order
  ['user', 'no', 1029, 1033, 1205, 1191, 1199, 1189, 1192, [1051, 1057], 1164, 1166, 1065],

  // record or document gone; status sequence; state does not allow; not editable
  ['state', 'no', 1044, 1152, 1063, 1064, 1066, 1067, 1070, 1073, 1061, [1019, 1021], 1036],

  // stock of the order; price type; period closed; loyalty programme; rights; tariff
  [
    'config',
    'no',
    1058,
    1178,
    1126,
    1171,
    1172,
    1016,
    1028,
    1097,
    [4008, 4014],
    4017,
    1007,
    1096,
    1031,
    1047,
    7501,
    7500,
  ],

  // web service blocked, application token unknown; account missing, deleted, frozen; authorisation
  ['stop', 'no', 1046, 1101, [7110, 7128], [9000, 9006], [9008, 9010]],

  // empty order; wrong status, parameters, body, header; several records; method gone; REGOS's own Telegram features,
  // which we never call
  ['bug', 'no', 1091, 1030, 1210, 1002, 1130, 1008, 1012, 1004, 1005, 1023, 1043, 1100, 3200, [4100, 4114]],
];

/**
 * Anything new is unknown (docs/reliability.md rule 6): the order stays in the outbox, and the code shows in the
 * metrics.
 */
const UNLISTED: Verdict = { class: 'retry', written: 'unknown' };

const TABLE: ReadonlyMap<number, Verdict> = new Map(
  ENTRIES.flatMap(([answerClass, written, ...codes]) =>
    codes.flatMap(range).map((code) => [code, { class: answerClass, written }] as const),
  ),
);

export function verdictOf(code: number): Verdict {
  return TABLE.get(code) ?? UNLISTED;
}

function range(codes: number | readonly [number, number]): number[] {
  if (typeof codes === 'number') return [codes];
  const [first, last] = codes;
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
