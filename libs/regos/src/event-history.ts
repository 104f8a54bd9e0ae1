import { Injectable } from '@nestjs/common';
import type { RegosConnection } from './model';
import { Row } from './row';
import { RegosTransport } from './transport/regos-transport';

/** What REGOS told, or would have told, our handler; its members are as they came. */
export interface PastEvent {
  /** The same as in the call to our handler. */
  readonly eventId: string | undefined;
  readonly action: string | undefined;
  readonly data: unknown;
}

export interface EventPage {
  readonly events: readonly PastEvent[];
  /** Where the next page begins; undefined when REGOS names no place. */
  readonly nextEventId: string | undefined;
  readonly hasMore: boolean;
}

/** Ids of events are not sortable: what comes after one only REGOS knows. */
export type EventPosition = { readonly afterEventId: string } | { readonly from: Date };

/** The contract names no maximum: assumed to be no more than this. */
const LIMIT = 100;

/** REGOS's own history of the events that it does not forget, seven days long. */
@Injectable()
export class RegosEventHistory {
  constructor(private readonly transport: RegosTransport) {}

  /**
   * Oldest first, at most 100.
   * @throws RegosRefusal also where the account does not have the method
   * @source CONTRACT section 12; that `from_date` is in epoch seconds as other instants are is assumed
   */
  async read(connection: RegosConnection, position: EventPosition): Promise<EventPage> {
    const begin =
      'from' in position
        ? { from_date: Math.floor(position.from.getTime() / 1000) }
        : { last_event_id: position.afterEventId };
    const body = { connected_integration_id: connection.connectedIntegrationId, ...begin, limit: LIMIT };
    const result = new Row(await this.transport.read(connection, 'Event/Get', body, 'background'));
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
}
