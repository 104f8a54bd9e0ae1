import 'reflect-metadata';
import { Body, Controller, HttpCode, Module, Param, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { serveBenchmark } from '../bare-child';

@Controller('telegram')
class BareController {
  @Post(':publicId')
  @HttpCode(200)
  take(@Param('publicId') publicId: string, @Body() update: object): boolean {
    return publicId !== '' && 'update_id' in update; // and nothing is kept: what NestJS itself costs
  }
}

@Module({ controllers: [BareController] })
class BareModule {}

async function main(): Promise<void> {
  const app = await NestFactory.create(BareModule, { logger: false });
  await app.listen(0, '127.0.0.1');
  serveBenchmark(`${await app.getUrl()}/telegram/any`);
}

void main();
