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
