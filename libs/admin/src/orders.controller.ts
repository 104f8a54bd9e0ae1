import { Get, NotFoundException, Param, Query } from '@nestjs/common';
import { ApiBadRequestResponse, ApiNotFoundResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { OrderQueries } from '@rto/orders';
import { TenantService } from '@rto/settings';
import { AdminController } from './admin-route';
import { IdPipe } from './id.pipe';
import {
  OrderPageDto,
  OrdersOfTenantQuery,
  OrdersQuery,
  OrderWithHistoryDto,
  toOrderDto,
  toOrderWithHistoryDto,
} from './order.dto';
import { fromCursor, toPage } from './page';
import { Problem } from './problem';

@AdminController('orders', '')
export class OrdersController {
  constructor(
    private readonly orders: OrderQueries,
    private readonly tenants: TenantService,
  ) {}

  @Get('orders')
  @ApiOperation({ summary: 'Orders of all tenants, newest first' })
  @ApiOkResponse({ type: OrderPageDto })
  @ApiBadRequestResponse({ type: Problem })
  async list(@Query() query: OrdersQuery): Promise<OrderPageDto> {
    return this.page(query);
  }

  @Get('tenants/:id/orders')
  @ApiOperation({ summary: 'Orders of one tenant, newest first' })
  @ApiOkResponse({ type: OrderPageDto })
  @ApiNotFoundResponse({ type: Problem })
  async ofTenant(
    @Param('id', IdPipe) id: string,
    @Query() query: OrdersOfTenantQuery,
  ): Promise<OrderPageDto> {
    const { id: tenantId } = await this.tenants.get(id);
    return this.page({ ...query, tenantId });
  }

  @Get('orders/:id')
  @ApiOperation({ summary: 'An order with its history' })
  @ApiOkResponse({ type: OrderWithHistoryDto })
  @ApiNotFoundResponse({ type: Problem })
  async get(@Param('id', IdPipe) id: string): Promise<OrderWithHistoryDto> {
    const found = await this.orders.find(id);
    if (!found) throw new NotFoundException('There is no such order.');
    return toOrderWithHistoryDto(found);
  }

  private async page({ tenantId, state, limit, cursor }: OrdersQuery): Promise<OrderPageDto> {
    const after = fromCursor(cursor);
    const orders = await this.orders.page(
      { tenantId, state },
      limit + 1,
      after && { placedAt: after.at, id: after.id },
    );
    const page = toPage(orders, limit, (order) => ({ at: order.placedAt, id: order.id }), toOrderDto);
    return { items: [...page.items], nextCursor: page.nextCursor };
  }
}
