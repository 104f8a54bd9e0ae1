import { verdictOf, type AnswerClass } from './error-table';

/** docs/regos.md 8 and 21.9, line by line, written by hand; not derived from the table under test. */
const DOCUMENT: readonly [AnswerClass, number[]][] = [
  ['rate', [8213]],
  ['rate', [1018]],
  ['retry', [1000, 2000, 2010, 3000]],
  ['retry', [9007]],
  ['retry', [2200, 2202]],
  ['retry', [2201]],
  ['retry', [1062, 1163]],
  ['retry', [7200, 7250, 7300, 7301, 7350, 7399]],
  ['retry', [9998, 9999]],
  ['retry', [1071, 1075]],
  ['retry', [2001, 1190, 1212, 1213, 1214]],
  ['retry', [7000, 7050, 7106, 7400, 7401, 7402, 8550, 8551]],
  ['done', [1013]],
  ['done', [1010, 2002]],
  ['done', [1165]],
  ['done', [4001]],
  ['done', [4015]],
  ['done', [1009]],
  ['user', [1029]],
  ['user', [1033, 1205]],
  ['user', [1191]],
  ['user', [1199]],
  ['user', [1051, 1052, 1053]],
  ['user', [1164, 1166]],
  ['user', [1189, 1192, 1054, 1055, 1056, 1057]],
  ['state', [1044, 1152]],
  ['state', [1063]],
  ['user', [1065]],
  ['state', [1064, 1066, 1067, 1070, 1073]],
  ['state', [1061]],
  ['state', [1019, 1020, 1021, 1036]],
  ['bug', [1091]],
  ['config', [1058, 1178]],
  ['config', [1126, 1171, 1172]],
  ['config', [1016, 1028, 1097]],
  ['bug', [1030]],
  ['bug', [1210]],
  ['bug', [1002, 1130, 1008, 1012, 1004, 1005, 1023]],
  ['bug', [1100]],
  ['bug', [1043]],
  ['bug', [3200]],
  ['config', [4008, 4009, 4010, 4011, 4012, 4013, 4014, 4017]],
  ['config', [1007, 1096, 1031, 1047]],
  ['config', [7501]],
  ['config', [7500]],
  ['stop', [1046, 1101, 7110, 7119, 7128]],
  ['stop', [9000, 9001, 9002, 9003, 9004, 9005, 9006, 9008, 9009, 9010]],
  ['bug', [4100, 4107, 4114]],
];

/** Codes after which a document may exist all the same. */
const OPEN = [
  ...[2000, 3000, 7200, 7250, 7300, 7301, 7350, 7399, 9998, 9999],
  ...[2001, 1190, 1212, 1213, 1214, 7000, 7050, 7106, 7400, 7401, 7402, 8550, 8551],
];

describe('error table', () => {
  it.each(DOCUMENT)('has the class %s for %j', (answerClass, codes) => {
    expect(codes.map((code) => verdictOf(code).class)).toEqual(codes.map(() => answerClass));
  });

  it('leaves open whether a write was carried out only where REGOS itself failed', () => {
    const listed = DOCUMENT.flatMap(([, codes]) => codes);
    expect(listed.filter((code) => verdictOf(code).written === 'unknown')).toEqual(OPEN);
  });

  it.each([1, 4016, 1022, 1037, 1076, 1098, 1211, 6999, 7107, 7129, 7299, 7403, 8552, 8888, 9997, 4115, -1])(
    'takes the unlisted code %i for unknown',
    (code) => {
      expect(verdictOf(code)).toEqual({ class: 'retry', written: 'unknown' });
    },
  );
});
