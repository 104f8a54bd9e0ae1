import { applyDecorators, Get, HttpCode, NotFoundException, Param, Post, Query } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiResponse,
} from '@nestjs/swagger';
import { OrderOperations, OrderQueries } from '@rto/orders';
import { TenantService } from '@rto/settings';
import type { AdminKey } from '../access/admin-key';
import { AdminController, NeedsScope } from '../access/admin-route';
import { CurrentKey } from '../access/api-key.guard';
import { AuditTrail } from '../audit/audit-trail';
import { IdPipe } from '../http/id.pipe';
import {
  OrderPageDto,
  OrdersOfTenantQuery,
  OrdersQuery,
  OrderWithHistoryDto,
  toOrderDto,
  toOrderWithHistoryDto,
  type FoundOrder,
} from './order.dto';
import { fromCursor, toPage } from '../http/page';

@AdminController('orders', '')
export class OrdersController {
  constructor(
    private readonly orders: OrderQueries,
    private readonly tenants: TenantService,
    private readonly operations: OrderOperations,
    private readonly audit: AuditTrail,
  ) {}

  @Get('orders')
  @NeedsScope('orders:read')
  @ApiOperation({ summary: 'Orders of all tenants, newest first' })
  @ApiOkResponse({ type: OrderPageDto })
  async list(@Query() query: OrdersQuery): Promise<OrderPageDto> {
    return this.page(query);
  }

  @Get('tenants/:id/orders')
  @NeedsScope('orders:read')
  @ApiOperation({ summary: 'Orders of one tenant, newest first' })
  @ApiOkResponse({ type: OrderPageDto })
  @ApiNotFoundResponse()
  async ofTenant(
    @Param('id', IdPipe) id: string,
    @Query() query: OrdersOfTenantQuery,
  ): Promise<OrderPageDto> {
    const { id: tenantId } = await this.tenants.get(id);
    return this.page({ ...query, tenantId });
  }

  @Get('orders/:id')
  @NeedsScope('orders:read')
  @ApiOperation({ summary: 'An order with its history' })
  @ApiOkResponse({ type: OrderWithHistoryDto })
  @ApiNotFoundResponse()
  async get(@Param('id', IdPipe) id: string): Promise<OrderWithHistoryDto> {
    return toOrderWithHistoryDto(await this.find(id));
  }

  @Post('orders/:id/retry')
  @OrderAction('Try again now what REGOS did not get: looked up first, under the same external code')
  async retry(@Param('id', IdPipe) id: string, @CurrentKey() by: AdminKey): Promise<OrderWithHistoryDto> {
    const { order } = await this.find(id);
    const detail = { state: order.state };
    await this.operations.retry(order, this.audit.along(by, 'order.retry', detail, order.tenantId));
    return toOrderWithHistoryDto(await this.find(id));
  }

  @Post('orders/:id/cancel')
  @OrderAction('Cancel what is unsent, or still New in REGOS, and tell the buyer')
  async cancel(@Param('id', IdPipe) id: string, @CurrentKey() by: AdminKey): Promise<OrderWithHistoryDto> {
    const { order } = await this.find(id);
    const detail = { state: order.state };
    await this.operations.cancel(order, this.audit.along(by, 'order.cancel', detail, order.tenantId));
    return toOrderWithHistoryDto(await this.find(id));
  }

  private async find(id: string): Promise<FoundOrder> {
    const found = await this.orders.find(id);
    if (!found) throw new NotFoundException('There is no such order.');
    return found;
  }

  private async page({ tenantId, state, limit, cursor }: OrdersQuery): Promise<OrderPageDto> {
    const after = fromCursor(cursor);
    const orders = await this.orders.page(
      { tenantId, state },
      limit + 1,
      after && { placedAt: after.at, id: after.id },
    );
    return toPage(orders, limit, (order) => ({ at: order.placedAt, id: order.id }), toOrderDto);
  }
}

function OrderAction(summary: string): MethodDecorator {
  return applyDecorators(
    HttpCode(200),
    NeedsScope('orders:write'),
    ApiOperation({ summary }),
    ApiOkResponse({ type: OrderWithHistoryDto }),
    ApiNotFoundResponse(),
    ApiConflictResponse({ description: 'The state of the order does not allow it' }),
    ApiResponse({ status: 502, description: 'REGOS refuses' }),
  );
}
