import { Injectable } from '@nestjs/common';
import { Config } from '@rto/config';
import { RegosRefusal, RegosUnavailableError } from './errors';
import type {
  AccountInfo,
  CallPriority,
  ConnectedIntegration,
  IntegrationSetting,
  RegosConnection,
} from './model';
import { ofConnection, select } from './query';
import { Row, rowsOf } from './row';
import { connectionQuestions, ownConnection, toAccountInfo } from './setup-rows';
import { RegosTransport } from './transport/regos-transport';

const GET_CONNECTION = 'ConnectedIntegration/Get';

/** The connection itself, its settings and the account behind it (docs/regos.md 12). */
@Injectable()
export class RegosIntegration {
  constructor(
    private readonly transport: RegosTransport,
    private readonly config: Config,
  ) {}

  /** Settings as stored: the case of keys may differ from that of the catalogue card. */
  async getSettings(
    connection: RegosConnection,
    priority: CallPriority = 'person',
  ): Promise<IntegrationSetting[]> {
    const body = select(this.config.regos.dialect, ofConnection(connection.connectedIntegrationId));
    const result = await this.transport.read(connection, 'ConnectedIntegrationSetting/Get', body, priority);
    return rowsOf(result).flatMap((row) => {
      const key = row.text('key');
      return key === undefined ? [] : [{ key, value: row.text('value') ?? '' }];
    });
  }

  async getInfo(connection: RegosConnection, priority: CallPriority = 'person'): Promise<AccountInfo> {
    return toAccountInfo(new Row(await this.transport.read(connection, 'Sys/GetInfo', {}, priority)));
  }

  /**
   * Undefined when REGOS lists this connection neither among those of the marketplace nor among local ones.
   * @throws RegosRefusal when one of the lists is refused and the others do not name it
   */
  async getConnectedIntegration(
    connection: RegosConnection,
    priority: CallPriority = 'person',
  ): Promise<ConnectedIntegration | undefined> {
    const id = connection.connectedIntegrationId;
    let refusal: RegosRefusal | undefined;
    for (const question of connectionQuestions(this.config.regos.dialect, id)) {
      try {
        const result = await this.transport.read(connection, GET_CONNECTION, question.body, priority);
        const own = ownConnection(result, id, question);
        if (own) return own;
        if (question.isLocal) return undefined; // it was understood, so the other form would say the same
      } catch (error) {
        if (!(error instanceof RegosRefusal) || error.kind !== 'bug') throw error;
        refusal = error;
      }
    }
    if (refusal) throw refusal;
    return undefined;
  }

  /** REGOS's clock, to the second; the cheapest ping. */
  async now(connection: RegosConnection): Promise<Date> {
    const result = await this.transport.read(connection, 'CurrentTimeStamp/Get', {}, 'person');
    if (typeof result !== 'number') throw new RegosUnavailableError('REGOS CurrentTimeStamp/Get: no number');
    return new Date(result * 1000);
  }
}
