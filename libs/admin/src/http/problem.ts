import { BadRequestException, HttpException, HttpStatus } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';

export class FieldError {
  @ApiProperty({ example: 'connectedIntegrationId', description: 'Dotted path in the body or the query' })
  field!: string;

  @ApiProperty({ example: 'connectedIntegrationId must be a string' })
  message!: string;
}

/** RFC 9457. */
export class Problem {
  @ApiProperty({ example: 'about:blank' })
  type!: string;

  @ApiProperty({ example: 'Bad Request' })
  title!: string;

  @ApiProperty({ example: 400 })
  status!: number;

  @ApiProperty({ example: 'The request has wrong fields.' })
  detail!: string;

  @ApiProperty({
    type: [FieldError],
    required: false,
    description: 'Each wrong field, when fields are wrong',
  })
  errors?: FieldError[];
}

/** A 400 that names each wrong field. */
export class FieldsException extends BadRequestException {
  constructor(readonly errors: FieldError[]) {
    super('The request has wrong fields.');
  }
}

export class TooManyRequestsException extends HttpException {
  constructor(readonly retryAfterSec: number) {
    super('Too many requests; wait before the next one.', HttpStatus.TOO_MANY_REQUESTS);
  }
}
