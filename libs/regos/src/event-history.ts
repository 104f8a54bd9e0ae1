import { Config, type RegosDialect } from '@rto/config';
import { Injectable } from '@nestjs/common';
import { RegosRefusal } from './errors';
import type { RegosConnection } from './model';
import { equals, ofConnection, select, type Selector } from './query';
import { Row } from './row';
import { RegosTransport } from './transport/regos-transport';

/** What REGOS told, or would have told, our handler; its members are as they came. */
export interface PastEvent {
  /** The same as in the call to our handler. */
  readonly eventId: string | undefined;
  readonly action: string | undefined;
  readonly data: unknown;
}

interface EventPage {
  readonly events: readonly PastEvent[];
  /** Where the next page begins; undefined when REGOS names no place. */
  readonly nextEventId: string | undefined;
  readonly hasMore: boolean;
}

/** Ids of events are not sortable: what comes after one only REGOS knows. */
export type EventPosition = { readonly afterEventId: string } | { readonly from: Date };

/** The contract names no maximum: assumed to be no more than this. */
const LIMIT = 100;

/** Said of events, and by a low tariff of an unknown filter: the old form tells which (docs/regos.md 21.4, 21.5). */
const NOT_IN_TARIFF = 7501;

/** REGOS's own history of the events that it does not forget, seven days long. */
@Injectable()
export class RegosEventHistory {
  constructor(
    private readonly transport: RegosTransport,
    private readonly config: Config,
  ) {}

  /**
   * Oldest first, at most 100.
   * @throws RegosRefusal also where REGOS knows the last event no more, and 7501 where the tariff has no events
   * @source docs/regos.md 12 and 21.5; that the filters have the names of the old members is assumed
   */
  async read(connection: RegosConnection, position: EventPosition): Promise<EventPage> {
    const result = new Row(await this.ask(connection, anchorOf(position)));
    return {
      events: result.rows('events').map((row) => ({
        eventId: row.text('event_id'),
        action: row.text('action'),
        data: row.raw('data'),
      })),
      nextEventId: result.text('next_event_id'),
      hasMore: result.flag('has_more'),
    };
  }

  /** In both forms, and where REGOS refuses a filter, in the old one alone. */
  private async ask(connection: RegosConnection, anchor: Selector): Promise<unknown> {
    const { dialect } = this.config.regos;
    const selectors = [ofConnection(connection.connectedIntegrationId), anchor];
    const read = (form: RegosDialect): Promise<unknown> =>
      this.transport.read(
        connection,
        'Event/Get',
        { ...select(form, ...selectors), limit: LIMIT },
        'background',
      );
    try {
      return await read(dialect);
    } catch (error) {
      const isRefused = error instanceof RegosRefusal;
      const isAboutFilters = isRefused && (error.kind === 'bug' || error.code === NOT_IN_TARIFF);
      if (dialect !== 'both' || !isAboutFilters) throw error;
    }
    return read('legacy');
  }
}

/** Exactly one: REGOS refuses both together, and none. */
function anchorOf(position: EventPosition): Selector {
  if ('afterEventId' in position) {
    const { afterEventId } = position;
    return equals('last_event_id', afterEventId, { last_event_id: afterEventId });
  }
  const fromSec = Math.floor(position.from.getTime() / 1000);
  return equals('from_date', fromSec, { from_date: fromSec });
}
