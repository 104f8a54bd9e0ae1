import { StatementError, statementName } from './statement-error';

describe('an error of a statement', () => {
  it.each([
    [`insert into "orders" ("id", "phone") values ($1, $2)`, 'insert orders'],
    [`update "orders" set "state" = $1 where "orders"."id" in (select 1 from "tenants")`, 'update orders'],
    [`select "id" from "shoppers" where "chat_id" = $1`, 'select shoppers'],
    [`-- as a library writes it\nDELETE FROM public.notices WHERE id = $1`, 'delete notices'],
    [`with "chosen" as (select 1 from "updates") update "updates" set "done_at" = now()`, 'with updates'],
    ['TRUNCATE TABLE audit_log', 'truncate audit_log'],
    ['begin', 'begin'],
    ['', 'statement'],
  ])('names %j', (text, name) => {
    expect(statementName(text)).toBe(name);
  });

  it('keeps what says that the database is away', () => {
    const lost = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
    const stopped = Object.assign(new Error('shutting down'), { code: '57P01', severity: 'FATAL' });
    for (const cause of [lost, stopped]) {
      expect(new StatementError('select 1', cause)).toMatchObject({ message: 'select: no answer', cause });
    }
  });
});
