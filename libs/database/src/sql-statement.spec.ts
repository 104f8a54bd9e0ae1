import { classifyStatement } from './sql-statement';

describe('classifyStatement', () => {
  it.each([
    ['BEGIN', 'begin'],
    ['-- claims a job\n-- second line\nBEGIN', 'begin'],
    ['/* note */ start transaction isolation level serializable', 'begin'],
    ['COMMIT;', 'commit'],
    ['\n  end', 'commit'],
    ['ROLLBACK', 'rollback'],
    ['abort', 'rollback'],
  ])('takes %j for a %s', (sql, kind) => {
    expect(classifyStatement(sql)).toEqual({ kind });
  });

  it.each([
    'ROLLBACK TO SAVEPOINT one',
    'SELECT 1 -- BEGIN',
    '-- BEGIN\nSELECT 1',
    'beginning',
    'ENDPOINT',
    "DO $$ BEGIN PERFORM pg_notify('a', 'b'); END $$",
    '',
  ])('leaves %j alone', (sql) => {
    expect(classifyStatement(sql)).toEqual({ kind: 'other' });
  });

  it('reads the channel as PostgreSQL does: folded, unless it is quoted', () => {
    expect(classifyStatement('LISTEN Bullmq_Jobs')).toEqual({ kind: 'listen', channel: 'bullmq_jobs' });
    expect(classifyStatement('-- wait\nlisten "Mixed ""Name""";')).toEqual({
      kind: 'listen',
      channel: 'Mixed "Name"',
    });
    expect(classifyStatement('UNLISTEN bullmq_jobs')).toEqual({ kind: 'unlisten', channel: 'bullmq_jobs' });
    expect(classifyStatement('UNLISTEN *')).toEqual({ kind: 'unlisten', channel: undefined });
  });
});
