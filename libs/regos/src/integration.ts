import { Injectable } from '@nestjs/common';
import { RegosUnavailableError } from './errors';
import type {
  AccountInfo,
  CallPriority,
  ConnectedIntegration,
  IntegrationSetting,
  RegosConnection,
} from './model';
import { Row, rowsOf } from './row';
import { ownConnection, toAccountInfo } from './setup-rows';
import { RegosTransport } from './transport/regos-transport';

/** The connection itself, its settings and the account behind it (CONTRACT section 12). */
@Injectable()
export class RegosIntegration {
  constructor(private readonly transport: RegosTransport) {}

  /** Settings as stored: the case of keys may differ from that of the catalogue card. */
  async getSettings(
    connection: RegosConnection,
    priority: CallPriority = 'person',
  ): Promise<IntegrationSetting[]> {
    const body = { connected_integration_id: connection.connectedIntegrationId };
    const result = await this.transport.read(connection, 'ConnectedIntegrationSetting/Get', body, priority);
    return rowsOf(result).flatMap((row) => {
      const key = row.text('key');
      return key === undefined ? [] : [{ key, value: row.text('value') ?? '' }];
    });
  }

  async getInfo(connection: RegosConnection, priority: CallPriority = 'person'): Promise<AccountInfo> {
    return toAccountInfo(new Row(await this.transport.read(connection, 'Sys/GetInfo', {}, priority)));
  }

  /** Undefined when REGOS does not list this connection. */
  async getConnectedIntegration(
    connection: RegosConnection,
    priority: CallPriority = 'person',
  ): Promise<ConnectedIntegration | undefined> {
    const id = connection.connectedIntegrationId;
    const body = { connected_integration_ids: [id], include_name: false, include_schedule: false };
    const result = await this.transport.read(connection, 'ConnectedIntegration/Get', body, priority);
    return ownConnection(rowsOf(result), id);
  }

  /** REGOS's clock, to the second; the cheapest ping. */
  async now(connection: RegosConnection): Promise<Date> {
    const result = await this.transport.read(connection, 'CurrentTimeStamp/Get', {}, 'person');
    if (typeof result !== 'number') throw new RegosUnavailableError('REGOS CurrentTimeStamp/Get: no number');
    return new Date(result * 1000);
  }
}
