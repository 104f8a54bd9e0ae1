import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ORDER_STATES, type Order, type OrderQueries, type OrderState } from '@rto/orders';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { CURSOR_EXAMPLE, PageQuery, type Page } from '../http/page';

const TENANT_ID = '9b2f7c1e-3d54-4a86-8f0e-5c1d2b3a4e5f';

export class OrdersOfTenantQuery extends PageQuery {
  @ApiPropertyOptional({ enum: ORDER_STATES, example: 'needs_attention' })
  @IsOptional()
  @IsIn(ORDER_STATES)
  state?: OrderState;
}

export class OrdersQuery extends OrdersOfTenantQuery {
  @ApiPropertyOptional({ format: 'uuid', example: TENANT_ID })
  @IsOptional()
  @IsUUID()
  tenantId?: string;
}

class OrderDto {
  @ApiProperty({ format: 'uuid', example: '4f0c1f9e-6a52-4c43-9a52-0c6f0a9e7d11' })
  id!: string;

  @ApiProperty({ format: 'uuid', example: TENANT_ID })
  tenantId!: string;

  @ApiProperty({ example: 17, description: 'Counts from 1 in each tenant' })
  number!: number;

  @ApiProperty({ enum: ORDER_STATES, example: 'submitted' })
  state!: OrderState;

  @ApiProperty({ example: 'tg-4f0c1f9e-6a52-4c43-9a52-0c6f0a9e7d11' })
  externalCode!: string;

  @ApiProperty({ example: 54321, nullable: true, type: Number })
  regosDocumentId!: number | null;

  @ApiProperty({ example: 'ODL-0000123', nullable: true, type: String })
  regosCode!: string | null;

  @ApiProperty({ example: 'New', nullable: true, type: String })
  regosStatus!: string | null;

  @ApiProperty({ example: '118500', description: 'Decimal text' })
  total!: string;

  @ApiProperty({ example: 'UZS' })
  currency!: string;

  @ApiProperty({ example: 1 })
  attempts!: number;

  @ApiProperty({ example: null, nullable: true, type: String })
  lastError!: string | null;

  @ApiProperty({ example: '2026-11-23T09:00:00.000Z' })
  placedAt!: string;

  @ApiProperty({ example: '2026-11-23T09:00:02.000Z' })
  updatedAt!: string;
}

class OrderEventDto {
  @ApiProperty({ example: '2026-11-23T09:00:02.000Z' })
  at!: string;

  @ApiProperty({ enum: ORDER_STATES, example: 'submitted', description: 'After the step' })
  state!: string;

  @ApiProperty({ example: 'submitted' })
  event!: string;

  @ApiProperty({ example: null, nullable: true, type: String })
  detail!: string | null;
}

export class OrderWithHistoryDto extends OrderDto {
  @ApiProperty({ type: [OrderEventDto], description: 'Oldest first' })
  history!: OrderEventDto[];
}

export class OrderPageDto implements Page<OrderDto> {
  @ApiProperty({ type: [OrderDto] })
  items!: OrderDto[];

  @ApiProperty({ type: String, nullable: true, example: CURSOR_EXAMPLE })
  nextCursor!: string | null;
}

export function toOrderDto(order: Order): OrderDto {
  return {
    id: order.id,
    tenantId: order.tenantId,
    number: order.number,
    state: order.state,
    externalCode: order.externalCode,
    regosDocumentId: order.regosDocumentId ?? null,
    regosCode: order.regosCode ?? null,
    regosStatus: order.regosStatus ?? null,
    total: order.total.amount,
    currency: order.total.currency,
    attempts: order.attempts,
    lastError: order.lastError ?? null,
    placedAt: order.placedAt.toISOString(),
    updatedAt: order.updatedAt.toISOString(),
  };
}

export type FoundOrder = NonNullable<Awaited<ReturnType<OrderQueries['find']>>>;

export function toOrderWithHistoryDto({ order, history }: FoundOrder): OrderWithHistoryDto {
  return {
    ...toOrderDto(order),
    history: history.map(({ at, state, event, detail }) => ({
      at: at.toISOString(),
      state,
      event,
      detail: detail ?? null,
    })),
  };
}
